namespace Local.StepFunctions.Events;

/// <summary>The types of events that are not named after the type of a state.</summary>
internal static class EventTypes
{
    public const string ExecutionStarted = nameof(ExecutionStarted);
    public const string ExecutionSucceeded = nameof(ExecutionSucceeded);
    public const string ExecutionFailed = nameof(ExecutionFailed);
    public const string ExecutionAborted = nameof(ExecutionAborted);
    public const string ExecutionTimedOut = nameof(ExecutionTimedOut);
    public const string ExecutionRedriven = nameof(ExecutionRedriven);

    public const string TaskScheduled = nameof(TaskScheduled);
    public const string TaskStarted = nameof(TaskStarted);
    public const string TaskSubmitted = nameof(TaskSubmitted);
    public const string TaskSubmitFailed = nameof(TaskSubmitFailed);
    public const string TaskSucceeded = nameof(TaskSucceeded);
    public const string TaskFailed = nameof(TaskFailed);
    public const string TaskTimedOut = nameof(TaskTimedOut);

    public const string LambdaFunctionScheduled = nameof(LambdaFunctionScheduled);
    public const string LambdaFunctionStarted = nameof(LambdaFunctionStarted);
    public const string LambdaFunctionSucceeded = nameof(LambdaFunctionSucceeded);
    public const string LambdaFunctionFailed = nameof(LambdaFunctionFailed);
    public const string LambdaFunctionTimedOut = nameof(LambdaFunctionTimedOut);

    public const string ParallelStateStarted = nameof(ParallelStateStarted);
    public const string ParallelStateSucceeded = nameof(ParallelStateSucceeded);
    public const string ParallelStateFailed = nameof(ParallelStateFailed);

    public const string MapStateStarted = nameof(MapStateStarted);
    public const string MapStateSucceeded = nameof(MapStateSucceeded);
    public const string MapStateFailed = nameof(MapStateFailed);
    public const string MapIterationStarted = nameof(MapIterationStarted);
    public const string MapIterationSucceeded = nameof(MapIterationSucceeded);
    public const string MapIterationFailed = nameof(MapIterationFailed);
    public const string MapIterationAborted = nameof(MapIterationAborted);

    private const string EnteredSuffix = "StateEntered";
    private const string ExitedSuffix = "StateExited";
    private const string AbortedSuffix = "StateAborted";

    public static string Entered(string stateType) => stateType + EnteredSuffix;

    public static string Exited(string stateType) => stateType + ExitedSuffix;

    public static string Aborted(string stateType) => stateType + AbortedSuffix;

    public static bool IsEntered(string type) => type.EndsWith(EnteredSuffix, StringComparison.Ordinal);

    public static bool IsExited(string type) => type.EndsWith(ExitedSuffix, StringComparison.Ordinal);

    public static bool IsAborted(string type) => type.EndsWith(AbortedSuffix, StringComparison.Ordinal);

    /// <summary>Whether nothing follows the event unless the execution is redriven.</summary>
    public static bool EndsExecution(string type) => type is ExecutionSucceeded or ExecutionFailed or ExecutionAborted or ExecutionTimedOut;

    /// <summary>The member of GetExecutionHistory's answer that holds the details of an event.</summary>
    public static string DetailsMember(string type)
    {
        if (IsEntered(type))
            return "stateEnteredEventDetails";
        if (IsExited(type))
            return "stateExitedEventDetails";
        return $"{char.ToLowerInvariant(type[0])}{type[1..]}EventDetails";
    }
}
