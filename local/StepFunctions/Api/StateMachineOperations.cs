using System.Text.Json;
using System.Text.RegularExpressions;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Machines;

namespace Local.StepFunctions.Api;

/// <summary>Create, update, describe, list, delete and validate state machines.</summary>
internal sealed partial class StateMachineOperations(StateMachines machines, Executions executions, LocalCloudOptions options)
{
    private static readonly JsonElement LoggingOff = Json.Parse("""{"level":"OFF","includeExecutionData":false}""");
    private static readonly JsonElement TracingOff = Json.Parse("""{"enabled":false}""");

    private static readonly string[] Updated = ["definition", "roleArn", "loggingConfiguration", "tracingConfiguration"];

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, object>>> All =>
    [
        new("CreateStateMachine", Create),
        new("UpdateStateMachine", Update),
        new("DescribeStateMachine", Describe),
        new("DescribeStateMachineForExecution", DescribeForExecution),
        new("ListStateMachines", List),
        new("DeleteStateMachine", Delete),
        new("ValidateStateMachineDefinition", Validate),
    ];

    /// <summary>Names of machines and executions: what AWS forbids is white space, brackets, wildcards and special characters.</summary>
    public static string CheckName(string name) => name.Length is > 0 and <= 80 && !ForbiddenInNames().IsMatch(name)
        ? name
        : throw new StepFunctionsException("InvalidName", $"Invalid Name: '{name}'");

    private object Create(ApiRequest request)
    {
        var name = CheckName(request.Required("name"));
        if (request.Text("type") is { } type && type != "STANDARD")
            throw new StepFunctionsException("StateMachineTypeNotSupported", $"State machines of type {type} are not supported by the local cloud.");
        CheckPublish(request);
        var arn = Arns.StateMachine(options.Region, options.AccountId, name);
        var machine = machines.Create(
            arn, name, request.Required("definition"), request.Required("roleArn"),
            request.Value("loggingConfiguration"), request.Value("tracingConfiguration"));
        return new
        {
            stateMachineArn = arn,
            creationDate = machine.CreationDate.ToEpochSeconds(),
            stateMachineVersionArn = PublishIfAsked(request, arn),
        };
    }

    private object Update(ApiRequest request)
    {
        var arn = request.RequiredArn("stateMachineArn");
        CheckPublish(request);
        if (Updated.All(field => request.Value(field) is null))
        {
            throw new StepFunctionsException(
                "MissingRequiredParameter", $"At least one of these parameters must be specified: {string.Join(", ", Updated)}");
        }
        var machine = machines.Update(
            arn, request.Text("definition"), request.Text("roleArn"), request.Value("loggingConfiguration"), request.Value("tracingConfiguration"));
        return new
        {
            updateDate = machine.Current.Date.ToEpochSeconds(),
            revisionId = machine.Current.Id,
            stateMachineVersionArn = PublishIfAsked(request, arn),
        };
    }

    private string? PublishIfAsked(ApiRequest request, string arn) =>
        request.Flag("publish") ? machines.Publish(arn, request.Text("versionDescription")).Arn : null;

    private static void CheckPublish(ApiRequest request)
    {
        if (request.Text("versionDescription") is not null && !request.Flag("publish"))
            throw StepFunctionsException.Validation("Version description can only be set when publish is true");
    }

    private object Describe(ApiRequest request)
    {
        var arn = request.RequiredArn("stateMachineArn");
        var (machineArn, qualifier) = Arns.Split(arn);
        var machine = machines.Get(machineArn);
        if (qualifier is null)
            return Description(arn, machine, machine.Current, machine.CreationDate, description: null);
        var version = StateMachines.VersionOf(machine, arn);
        return Description(arn, machine, version.Revision, version.CreationDate, version.Description);
    }

    private static object Description(
        string arn, StateMachine machine, StateMachineRevision revision, DateTimeOffset created, string? description) => new
    {
        stateMachineArn = arn,
        name = machine.Name,
        status = "ACTIVE",
        definition = revision.Definition.Text,
        roleArn = revision.RoleArn,
        type = "STANDARD",
        creationDate = created.ToEpochSeconds(),
        loggingConfiguration = revision.Logging ?? LoggingOff,
        tracingConfiguration = revision.Tracing ?? TracingOff,
        revisionId = revision.Id == "INITIAL" ? null : revision.Id,
        description,
    };

    private object DescribeForExecution(ApiRequest request)
    {
        var execution = executions.Get(request.RequiredArn("executionArn"));
        var machine = execution.Start.Machine;
        return new
        {
            stateMachineArn = machine.Arn,
            name = machine.Name,
            definition = machine.Definition.Text,
            roleArn = machine.RoleArn,
            updateDate = execution.Start.Date.ToEpochSeconds(),
        };
    }

    private object List(ApiRequest request)
    {
        var page = Page<StateMachine>.Of(machines.All, request);
        return new
        {
            stateMachines = page.Items.Select(machine => new
            {
                stateMachineArn = machine.Arn,
                name = machine.Name,
                type = "STANDARD",
                creationDate = machine.CreationDate.ToEpochSeconds(),
            }),
            nextToken = page.NextToken,
        };
    }

    private object Delete(ApiRequest request)
    {
        machines.Delete(request.RequiredArn("stateMachineArn"));
        return new { };
    }

    private object Validate(ApiRequest request)
    {
        IReadOnlyList<DefinitionProblem> problems = [];
        try
        {
            machines.Validate(request.Required("definition"));
        }
        catch (InvalidDefinitionException invalid)
        {
            problems = invalid.Problems;
        }
        return new
        {
            result = problems.Count == 0 ? "OK" : "FAIL",
            diagnostics = problems.Select(problem => new
            {
                severity = "ERROR",
                code = problem.Code,
                message = problem.Message,
                location = problem.Location,
            }),
            truncated = false,
        };
    }

    [GeneratedRegex("""[\s<>{}\[\]?*"#%\\^|~`$&,;:/\u0000-\u001F\u007F-\u009F]""")]
    private static partial Regex ForbiddenInNames();
}
