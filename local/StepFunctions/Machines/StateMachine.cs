using System.Collections.Immutable;
using System.Text.Json;
using Local.StepFunctions.Definitions;

namespace Local.StepFunctions.Machines;

/// <summary>A state machine with its versions and aliases. Immutable: each change makes a new one.</summary>
/// <param name="LastVersion">The number of the version published last; numbers are never used twice.</param>
internal sealed record StateMachine(
    string Arn, string Name, StateMachineRevision Current, DateTimeOffset CreationDate, int LastVersion,
    ImmutableList<StateMachineVersion> Versions, ImmutableList<StateMachineAlias> Aliases);

/// <summary>What an execution of a state machine runs, and as whom.</summary>
/// <param name="Logging">The logging configuration, kept to be described.</param>
/// <param name="Tracing">The tracing configuration, kept to be described.</param>
internal sealed record StateMachineRevision(
    string Id, StateMachineDefinition Definition, string RoleArn, JsonElement? Logging, JsonElement? Tracing, DateTimeOffset Date);

internal sealed record StateMachineVersion(int Number, string Arn, string? Description, StateMachineRevision Revision, DateTimeOffset CreationDate);

internal sealed record StateMachineAlias(
    string Name, string Arn, string? Description, ImmutableList<RoutingEntry> Routes, DateTimeOffset CreationDate, DateTimeOffset UpdateDate);

/// <summary>The share of an alias' executions that a version gets, in percent.</summary>
internal sealed record RoutingEntry(string VersionArn, int Weight);
