using System.Text.Json;

namespace Local.StepFunctions.Events;

/// <summary>One entry of an execution's history.</summary>
/// <param name="Id">Counts from 1.</param>
/// <param name="PreviousId">The event that led to this one; in parallel branches not the one before it.</param>
/// <param name="Branch">The branch that recorded it: empty for the workflow itself, see <see cref="Engine.Branch"/>.</param>
internal sealed record HistoryEvent(long Id, long PreviousId, DateTimeOffset Timestamp, string Type, EventDetails? Details, string Branch);

/// <summary>What an event tells; each type of event fills a few of these.</summary>
internal sealed record EventDetails
{
    /// <summary>The name of the state.</summary>
    public string? Name { get; init; }

    /// <summary>The position of a Map iteration.</summary>
    public int? Index { get; init; }

    /// <summary>How many iterations a Map state has.</summary>
    public int? Length { get; init; }

    public JsonElement? Input { get; init; }
    public JsonElement? Output { get; init; }
    public JsonElement? Parameters { get; init; }
    public string? Resource { get; init; }
    public string? ResourceType { get; init; }
    public string? Region { get; init; }
    public string? Error { get; init; }
    public string? Cause { get; init; }
    public long? TimeoutInSeconds { get; init; }
    public long? HeartbeatInSeconds { get; init; }

    /// <summary>The role of the execution, or the one that a task's Credentials name.</summary>
    public string? RoleArn { get; init; }

    public string? StateMachineVersionArn { get; init; }
    public string? StateMachineAliasArn { get; init; }

    /// <summary>The token that a task waits for. Kept for a restart; no API shows it.</summary>
    public string? TaskToken { get; init; }

    public int? RedriveCount { get; init; }
}
