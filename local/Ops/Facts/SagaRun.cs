namespace Local.Ops.Facts;

/// <summary>How an execution stands, by Step Functions' own names in capitals.</summary>
public enum SagaStatus
{
    Running,
    Succeeded,
    Failed,
    TimedOut,
    Aborted,

    /// <summary>A redrive that waits for its turn.</summary>
    PendingRedrive,
}

/// <summary>One execution of the saga.</summary>
/// <param name="Steps">What happened, in order.</param>
/// <param name="At">The state that it is in, or in which it ended without success; null when it has not begun or has succeeded.</param>
internal sealed record SagaRun(
    string Name, string Arn, SagaStatus Status, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Error, string? Cause,
    bool IsRedrivable, IReadOnlyList<SagaStep> Steps, SagaState? At)
{
    public bool IsRunning => Status is SagaStatus.Running or SagaStatus.PendingRedrive;

    /// <summary>It ended in a way that a redrive can mend.</summary>
    public bool IsBroken => Status is SagaStatus.Failed or SagaStatus.TimedOut or SagaStatus.Aborted;

    /// <summary>It has turned to giving the money back.</summary>
    public bool IsCompensating => At is { Name: var name } && (name.Contains("Refund", StringComparison.Ordinal) || name == "NoUser");
}

internal sealed record SagaStep(DateTimeOffset Time, string What);

/// <param name="Attempts">How often its task was begun.</param>
/// <param name="IsAsked">A service has its question and has not answered yet.</param>
/// <param name="LastError">What the latest attempt failed with.</param>
internal sealed record SagaState(string Name, DateTimeOffset Since, int Attempts, bool IsAsked, string? LastError);
