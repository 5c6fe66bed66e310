#nullable disable
using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>The kinds of history events that states, tasks and executions write; other kinds keep their name as the value.</summary>
public class HistoryEventType : ConstantClass
{
    public static readonly HistoryEventType ChoiceStateEntered = new("ChoiceStateEntered");

    public static readonly HistoryEventType ChoiceStateExited = new("ChoiceStateExited");

    public static readonly HistoryEventType ExecutionAborted = new("ExecutionAborted");

    public static readonly HistoryEventType ExecutionFailed = new("ExecutionFailed");

    public static readonly HistoryEventType ExecutionRedriven = new("ExecutionRedriven");

    public static readonly HistoryEventType ExecutionStarted = new("ExecutionStarted");

    public static readonly HistoryEventType ExecutionSucceeded = new("ExecutionSucceeded");

    public static readonly HistoryEventType ExecutionTimedOut = new("ExecutionTimedOut");

    public static readonly HistoryEventType FailStateEntered = new("FailStateEntered");

    public static readonly HistoryEventType ParallelStateEntered = new("ParallelStateEntered");

    public static readonly HistoryEventType ParallelStateExited = new("ParallelStateExited");

    public static readonly HistoryEventType PassStateEntered = new("PassStateEntered");

    public static readonly HistoryEventType PassStateExited = new("PassStateExited");

    public static readonly HistoryEventType SucceedStateEntered = new("SucceedStateEntered");

    public static readonly HistoryEventType SucceedStateExited = new("SucceedStateExited");

    public static readonly HistoryEventType TaskFailed = new("TaskFailed");

    public static readonly HistoryEventType TaskScheduled = new("TaskScheduled");

    public static readonly HistoryEventType TaskStarted = new("TaskStarted");

    public static readonly HistoryEventType TaskStartFailed = new("TaskStartFailed");

    public static readonly HistoryEventType TaskStateAborted = new("TaskStateAborted");

    public static readonly HistoryEventType TaskStateEntered = new("TaskStateEntered");

    public static readonly HistoryEventType TaskStateExited = new("TaskStateExited");

    public static readonly HistoryEventType TaskSubmitFailed = new("TaskSubmitFailed");

    public static readonly HistoryEventType TaskSubmitted = new("TaskSubmitted");

    public static readonly HistoryEventType TaskSucceeded = new("TaskSucceeded");

    public static readonly HistoryEventType TaskTimedOut = new("TaskTimedOut");

    public static readonly HistoryEventType WaitStateEntered = new("WaitStateEntered");

    public static readonly HistoryEventType WaitStateExited = new("WaitStateExited");

    public HistoryEventType(string value)
        : base(value)
    {
    }

    public static HistoryEventType FindValue(string value) => FindValue<HistoryEventType>(value);

    public static implicit operator HistoryEventType(string value) => FindValue(value);
}
