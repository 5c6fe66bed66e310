using System.Text.Json;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.Definitions;

/// <summary>One state of a workflow. Immutable: shared by all executions.</summary>
internal abstract record State
{
    public required string Name { get; init; }

    /// <summary>The value of the field Type, which also begins the names of the state's history events.</summary>
    public abstract string Type { get; }

    public DataPath InputPath { get; init; } = DataPath.Whole;
    public DataPath OutputPath { get; init; } = DataPath.Whole;

    /// <summary>The following state; null ends the workflow.</summary>
    public string? Next { get; init; }
}

/// <summary>A state whose failures can be retried and caught.</summary>
internal abstract record RetryableState : State
{
    public PayloadTemplate? Parameters { get; init; }
    public PayloadTemplate? ResultSelector { get; init; }
    public ResultPath ResultPath { get; init; } = ResultPath.Whole;
    public IReadOnlyList<Retrier> Retry { get; init; } = [];
    public IReadOnlyList<Catcher> Catch { get; init; } = [];
}

internal sealed record PassState : State
{
    public override string Type => "Pass";

    public JsonElement? Result { get; init; }
    public PayloadTemplate? Parameters { get; init; }
    public ResultPath ResultPath { get; init; } = ResultPath.Whole;
}

internal sealed record TaskState : RetryableState
{
    public override string Type => "Task";

    public required TaskResource Resource { get; init; }
    public NumberSource? TimeoutSeconds { get; init; }
    public NumberSource? HeartbeatSeconds { get; init; }

    /// <summary>The role to call as, instead of the state machine's own.</summary>
    public PayloadTemplate? Credentials { get; init; }
}

internal sealed record ParallelState : RetryableState
{
    public override string Type => "Parallel";

    public required IReadOnlyList<Workflow> Branches { get; init; }
}

internal sealed record MapState : RetryableState
{
    public override string Type => "Map";

    public required Workflow ItemProcessor { get; init; }
    public PathExpression? ItemsPath { get; init; }
    public PayloadTemplate? ItemSelector { get; init; }

    /// <summary>How many iterations may run at once; 0 or absent for as many as there are items.</summary>
    public NumberSource? MaxConcurrency { get; init; }
}

internal sealed record ChoiceState : State
{
    public override string Type => "Choice";

    public required IReadOnlyList<ChoiceRule> Choices { get; init; }
    public string? Default { get; init; }
}

internal sealed record WaitState : State
{
    public override string Type => "Wait";

    public NumberSource? Seconds { get; init; }
    public DateTimeOffset? Timestamp { get; init; }
    public PathExpression? TimestampPath { get; init; }
}

internal sealed record SucceedState : State
{
    public override string Type => "Succeed";
}

internal sealed record FailState : State
{
    public override string Type => "Fail";

    public ValueExpression? Error { get; init; }
    public ValueExpression? Cause { get; init; }
}
