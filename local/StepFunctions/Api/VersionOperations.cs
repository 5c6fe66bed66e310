using System.Collections.Immutable;
using System.Text.Json;
using Local.StepFunctions.Machines;

namespace Local.StepFunctions.Api;

/// <summary>Versions and aliases of state machines.</summary>
internal sealed class VersionOperations(StateMachines machines)
{
    public IEnumerable<KeyValuePair<string, Func<ApiRequest, object>>> All =>
    [
        new("PublishStateMachineVersion", Publish),
        new("ListStateMachineVersions", ListVersions),
        new("DeleteStateMachineVersion", DeleteVersion),
        new("CreateStateMachineAlias", CreateAlias),
        new("UpdateStateMachineAlias", UpdateAlias),
        new("DescribeStateMachineAlias", DescribeAlias),
        new("ListStateMachineAliases", ListAliases),
        new("DeleteStateMachineAlias", DeleteAlias),
    ];

    private object Publish(ApiRequest request)
    {
        var arn = request.RequiredArn("stateMachineArn");
        if (request.Text("revisionId") is { } revision && revision != machines.Get(arn).Current.Id)
        {
            throw new StepFunctionsException(
                "ConflictException",
                $"Failed to publish the State Machine version for revision {revision}. The current State Machine revision is {machines.Get(arn).Current.Id}.");
        }
        var version = machines.Publish(arn, request.Text("description"));
        return new { stateMachineVersionArn = version.Arn, creationDate = version.CreationDate.ToEpochSeconds() };
    }

    private object ListVersions(ApiRequest request)
    {
        var page = Page<StateMachineVersion>.Of(machines.Get(request.RequiredArn("stateMachineArn")).Versions.Reverse(), request);
        return new
        {
            stateMachineVersions = page.Items.Select(version => new
            {
                stateMachineVersionArn = version.Arn,
                creationDate = version.CreationDate.ToEpochSeconds(),
            }),
            nextToken = page.NextToken,
        };
    }

    private object DeleteVersion(ApiRequest request)
    {
        machines.DeleteVersion(request.RequiredArn("stateMachineVersionArn"));
        return new { };
    }

    private object CreateAlias(ApiRequest request)
    {
        var name = StateMachineOperations.CheckName(request.Required("name"));
        if (name.All(char.IsAsciiDigit))
            throw StepFunctionsException.Validation($"The name '{name}' of an alias needs a character that is no digit");
        var routes = Routes(request) ?? throw StepFunctionsException.Validation("routingConfiguration is required");
        var alias = machines.CreateAlias(name, request.Text("description"), routes);
        return new { stateMachineAliasArn = alias.Arn, creationDate = alias.CreationDate.ToEpochSeconds() };
    }

    private object UpdateAlias(ApiRequest request)
    {
        var alias = machines.UpdateAlias(request.RequiredArn("stateMachineAliasArn"), request.Text("description"), Routes(request));
        return new { updateDate = alias.UpdateDate.ToEpochSeconds() };
    }

    private object DescribeAlias(ApiRequest request)
    {
        var arn = request.RequiredArn("stateMachineAliasArn");
        var machine = machines.Get(Arns.Split(arn).StateMachineArn);
        var alias = machine.Aliases.Find(candidate => candidate.Arn == arn) ?? throw StepFunctionsException.NoResource(arn);
        return new
        {
            stateMachineAliasArn = alias.Arn,
            name = alias.Name,
            description = alias.Description,
            routingConfiguration = alias.Routes.Select(route => new { stateMachineVersionArn = route.VersionArn, weight = route.Weight }),
            creationDate = alias.CreationDate.ToEpochSeconds(),
            updateDate = alias.UpdateDate.ToEpochSeconds(),
        };
    }

    private object ListAliases(ApiRequest request)
    {
        var (machineArn, qualifier) = Arns.Split(request.RequiredArn("stateMachineArn"));
        var versionArn = qualifier is null ? null : Arns.Qualified(machineArn, qualifier);
        var aliases = machines.Get(machineArn).Aliases
            .Where(alias => versionArn is null || alias.Routes.Exists(route => route.VersionArn == versionArn));
        var page = Page<StateMachineAlias>.Of(aliases, request);
        return new
        {
            stateMachineAliases = page.Items.Select(alias => new
            {
                stateMachineAliasArn = alias.Arn,
                creationDate = alias.CreationDate.ToEpochSeconds(),
            }),
            nextToken = page.NextToken,
        };
    }

    private object DeleteAlias(ApiRequest request)
    {
        machines.DeleteAlias(request.RequiredArn("stateMachineAliasArn"));
        return new { };
    }

    private static ImmutableList<RoutingEntry>? Routes(ApiRequest request) =>
        request.Value("routingConfiguration") is { ValueKind: JsonValueKind.Array } routes
        ? [.. routes.EnumerateArray().Select(route => new RoutingEntry(
            route.GetProperty("stateMachineVersionArn").GetString()!, route.TryGetProperty("weight", out var weight) ? weight.GetInt32() : 100))]
        : null;
}
