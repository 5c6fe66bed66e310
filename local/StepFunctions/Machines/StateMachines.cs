using System.Collections.Concurrent;
using System.Text.Json;
using Local.StepFunctions.Api;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Integrations;

namespace Local.StepFunctions.Machines;

/// <summary>The state machines of the local cloud.</summary>
internal sealed partial class StateMachines(TaskIntegrations integrations, TimeProvider time, Random random)
{
    private readonly ConcurrentDictionary<string, StateMachine> byArn = new(StringComparer.Ordinal);
    private readonly Lock changes = new();
    private readonly DefinitionReader definitions = new(integrations.Refuse);

    public IEnumerable<StateMachine> All => byArn.Values.OrderBy(machine => machine.Name, StringComparer.Ordinal);

    /// <summary>Reads a definition without keeping it.</summary>
    /// <exception cref="InvalidDefinitionException">The definition can't be run.</exception>
    public StateMachineDefinition Validate(string definition) => definitions.Read(definition);

    /// <summary>The machine with an ARN that names no version or alias.</summary>
    public StateMachine Get(string arn) => byArn.GetValueOrDefault(arn) ?? throw StepFunctionsException.NoStateMachine(arn);

    /// <summary>Creates a machine. Creating the same one again returns it; another role makes no difference and is not taken over.</summary>
    /// <exception cref="InvalidDefinitionException">The definition can't be run.</exception>
    public StateMachine Create(string arn, string name, string definition, string roleArn, JsonElement? logging, JsonElement? tracing)
    {
        var revision = new StateMachineRevision("INITIAL", Validate(definition), roleArn, logging, tracing, time.GetUtcNow());
        lock (changes)
        {
            if (byArn.GetValueOrDefault(arn) is { } existing)
            {
                var current = existing.Current;
                return current.Definition.Text == definition && AreEqual(current.Logging, logging) && AreEqual(current.Tracing, tracing)
                    ? existing
                    : throw new StepFunctionsException("StateMachineAlreadyExists", $"State Machine Already Exists: '{arn}'");
            }
            return byArn[arn] = new StateMachine(arn, name, revision, revision.Date, LastVersion: 0, [], []);
        }
    }

    /// <summary>Gives a machine another definition or role; null keeps what it has. Running executions keep theirs.</summary>
    public StateMachine Update(string arn, string? definition, string? roleArn, JsonElement? logging, JsonElement? tracing)
    {
        var parsed = definition is null ? null : Validate(definition);
        return Change(arn, machine => machine with
        {
            Current = new StateMachineRevision(
                Guid.NewGuid().ToString(), parsed ?? machine.Current.Definition, roleArn ?? machine.Current.RoleArn,
                logging ?? machine.Current.Logging, tracing ?? machine.Current.Tracing, time.GetUtcNow()),
        });
    }

    public void Delete(string arn) => byArn.TryRemove(arn, out _);

    /// <summary>Finds what a StartExecution on a machine, version or alias runs. An alias draws one of its versions by weight.</summary>
    public ExecutedMachine Resolve(string arn)
    {
        var (machineArn, qualifier) = Arns.Split(arn);
        var machine = byArn.GetValueOrDefault(machineArn) ?? throw StepFunctionsException.NoStateMachine(arn);
        if (qualifier is null)
            return Executed(machine, machine.Current, versionArn: null, aliasArn: null);
        if (machine.Aliases.Find(alias => alias.Arn == arn) is { } alias)
        {
            var drawn = VersionOf(machine, Draw(alias).VersionArn);
            return Executed(machine, drawn.Revision, drawn.Arn, alias.Arn);
        }
        var version = VersionOf(machine, arn);
        return Executed(machine, version.Revision, version.Arn, aliasArn: null);
    }

    public static StateMachineVersion VersionOf(StateMachine machine, string arn) =>
        machine.Versions.Find(version => version.Arn == arn) ?? throw StepFunctionsException.NoStateMachine(arn);

    private static bool AreEqual(JsonElement? one, JsonElement? other) =>
        one is { } left && other is { } right ? JsonElement.DeepEquals(left, right) : one is null && other is null;

    private static ExecutedMachine Executed(StateMachine machine, StateMachineRevision revision, string? versionArn, string? aliasArn) =>
        new(machine.Arn, machine.Name, revision.RoleArn, revision.Definition, versionArn, aliasArn);

    private RoutingEntry Draw(StateMachineAlias alias)
    {
        var drawn = random.Next(100);
        foreach (var route in alias.Routes)
        {
            drawn -= route.Weight;
            if (drawn < 0)
                return route;
        }
        return alias.Routes[^1];
    }

    private StateMachine Change(string arn, Func<StateMachine, StateMachine> change)
    {
        lock (changes)
            return byArn[arn] = change(Get(arn));
    }
}
