using System.Collections.Immutable;
using System.Globalization;
using Local.StepFunctions.Api;

namespace Local.StepFunctions.Machines;

/// <content>Versions and aliases.</content>
internal sealed partial class StateMachines
{
    /// <summary>Publishes the current revision. A revision that is the newest version already is not published again.</summary>
    public StateMachineVersion Publish(string arn, string? description)
    {
        StateMachineVersion? published = null;
        Change(arn, machine =>
        {
            if (machine.Versions.LastOrDefault() is { } newest && newest.Revision.Id == machine.Current.Id)
            {
                published = newest;
                return machine;
            }
            var number = machine.LastVersion + 1;
            published = new StateMachineVersion(
                number, Arns.Qualified(arn, number.ToString(CultureInfo.InvariantCulture)), description, machine.Current, time.GetUtcNow());
            return machine with { LastVersion = number, Versions = machine.Versions.Add(published) };
        });
        return published!;
    }

    public void DeleteVersion(string versionArn) => Change(Arns.Split(versionArn).StateMachineArn, machine =>
    {
        if (machine.Aliases.Find(alias => alias.Routes.Exists(route => route.VersionArn == versionArn)) is { } alias)
        {
            throw new StepFunctionsException(
                "ConflictException",
                $"Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [{alias.Name}]");
        }
        return machine with { Versions = machine.Versions.RemoveAll(version => version.Arn == versionArn) };
    });

    /// <summary>Creates an alias. Creating the same one again returns it.</summary>
    public StateMachineAlias CreateAlias(string name, string? description, ImmutableList<RoutingEntry> routes)
    {
        CheckRoutes(routes);
        var machineArn = Arns.Split(routes[0].VersionArn).StateMachineArn;
        StateMachineAlias? created = null;
        Change(machineArn, machine =>
        {
            CheckVersions(machine, routes);
            created = machine.Aliases.Find(alias => alias.Name == name);
            if (created is not null)
            {
                return created.Description == description && created.Routes.SequenceEqual(routes) ? machine : throw new StepFunctionsException(
                    "ConflictException",
                    "Failed to create alias because an alias with the same name and a different routing configuration already exists.");
            }
            created = new StateMachineAlias(name, Arns.Qualified(machineArn, name), description, routes, time.GetUtcNow(), time.GetUtcNow());
            return machine with { Aliases = machine.Aliases.Add(created) };
        });
        return created!;
    }

    public StateMachineAlias UpdateAlias(string aliasArn, string? description, ImmutableList<RoutingEntry>? routes)
    {
        if (routes is not null)
            CheckRoutes(routes);
        StateMachineAlias? updated = null;
        Change(Arns.Split(aliasArn).StateMachineArn, machine =>
        {
            CheckVersions(machine, routes ?? []);
            var alias = machine.Aliases.Find(candidate => candidate.Arn == aliasArn) ?? throw StepFunctionsException.NoResource(aliasArn);
            updated = alias with { Description = description ?? alias.Description, Routes = routes ?? alias.Routes, UpdateDate = time.GetUtcNow() };
            return machine with { Aliases = machine.Aliases.Replace(alias, updated) };
        });
        return updated!;
    }

    public void DeleteAlias(string aliasArn) => Change(
        Arns.Split(aliasArn).StateMachineArn, machine => machine with { Aliases = machine.Aliases.RemoveAll(alias => alias.Arn == aliasArn) });

    private static void CheckRoutes(ImmutableList<RoutingEntry> routes)
    {
        var arns = string.Join(", ", routes.Select(route => route.VersionArn));
        if (routes.Count is 0 or > 2)
            throw StepFunctionsException.Validation($"Routing configuration must contain one or two state machine version ARNs. Received: [{arns}]");
        if (routes.Exists(route => Arns.Split(route.VersionArn).Qualifier is null))
            throw StepFunctionsException.Validation($"Routing configuration must contain state machine version ARNs. Received: [{arns}]");
        if (routes.Select(route => route.VersionArn).Distinct().Count() != routes.Count)
            throw StepFunctionsException.Validation($"Routing configuration must contain distinct state machine version ARNs. Received: [{arns}]");
        if (routes.Exists(route => route.Weight is < 0 or > 100) || routes.Sum(route => route.Weight) != 100)
        {
            var weights = string.Join(", ", routes.Select(route => route.Weight));
            throw StepFunctionsException.Validation($"Sum of routing configuration weights must equal 100. Received: [{weights}]");
        }
    }

    private static void CheckVersions(StateMachine machine, ImmutableList<RoutingEntry> routes)
    {
        if (routes.Find(route => !machine.Versions.Exists(version => version.Arn == route.VersionArn)) is { } missing)
            throw StepFunctionsException.NoResource(missing.VersionArn);
    }
}
