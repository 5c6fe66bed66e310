using System.Text.Json;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Definitions;

/// <summary>Reads one state.</summary>
internal sealed class StateReader(WorkflowReader workflows, Func<TaskResource, string?> refuseResource, List<DefinitionProblem> problems)
{
    public State? Read(string name, FieldReader fields)
    {
        fields.Require("Type");
        DefinitionReader.RefuseQueryLanguage(fields);
        State? state = fields.Text("Type") switch
        {
            "Pass" => ReadPass(name, fields),
            "Task" => ReadTask(name, fields),
            "Choice" => ReadChoice(name, fields),
            "Wait" => ReadWait(name, fields),
            "Succeed" => new SucceedState { Name = name },
            "Fail" => ReadFail(name, fields),
            "Parallel" => ReadParallel(name, fields),
            "Map" => ReadMap(name, fields),
            null => null,
            var other => Unknown(fields, other),
        };
        if (state is null)
            return null;
        if (state is not FailState)
            state = state with { InputPath = fields.DataPath("InputPath"), OutputPath = fields.DataPath("OutputPath") };
        if (state is not (FailState or SucceedState or ChoiceState))
            state = state with { Next = ReadTransition(fields) };
        fields.RefuseOtherFields();
        return state;
    }

    private static State? Unknown(FieldReader fields, string type)
    {
        fields.Problem($"'{type}' is not a type of state: expected Task, Pass, Choice, Wait, Succeed, Fail, Parallel or Map", "Type");
        return null;
    }

    private static string? ReadTransition(FieldReader fields)
    {
        var next = fields.Text("Next");
        var end = fields.Value("End") is { ValueKind: JsonValueKind.True };
        if (next is null && !end)
            fields.Problem("Missing 'Next' or 'End': true", code: DefinitionProblem.MissingTarget);
        else if (next is not null && end)
            fields.Problem("The fields 'Next' and 'End' exclude each other");
        return next;
    }

    private static PassState ReadPass(string name, FieldReader fields) => new()
    {
        Name = name,
        Result = fields.Value("Result"),
        Parameters = fields.Template("Parameters"),
        ResultPath = fields.ResultPath(),
    };

    private TaskState ReadTask(string name, FieldReader fields)
    {
        fields.Require("Resource");
        var resource = TaskResource.Parse(fields.Text("Resource") ?? "");
        if (fields.Has("Resource") && refuseResource(resource) is { } reason)
            fields.Problem(reason, "Resource");
        var timeout = fields.NumberOrPath("TimeoutSeconds", 1, StateMachineLimits.LongestTimeoutSeconds);
        var heartbeat = fields.NumberOrPath("HeartbeatSeconds", 1, StateMachineLimits.LongestTimeoutSeconds);
        if (heartbeat?.Literal >= timeout?.Literal)
            fields.Problem("HeartbeatSeconds must be smaller than TimeoutSeconds", "HeartbeatSeconds");
        return WithErrorHandling(fields, new TaskState
        {
            Name = name,
            Resource = resource,
            TimeoutSeconds = timeout,
            HeartbeatSeconds = heartbeat,
            Credentials = fields.Template("Credentials"),
            Parameters = fields.Template("Parameters"),
        });
    }

    private static ChoiceState ReadChoice(string name, FieldReader fields)
    {
        fields.Require("Choices");
        var choices = fields.Objects("Choices").Select(ChoiceReader.ReadRule).OfType<ChoiceRule>().ToList();
        if (choices.Count == 0 && fields.Has("Choices"))
            fields.Problem("A Choice state needs at least one valid rule", "Choices");
        return new ChoiceState { Name = name, Choices = choices, Default = fields.Text("Default") };
    }

    private static WaitState ReadWait(string name, FieldReader fields)
    {
        string[] ways = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
        if (ways.Count(fields.Has) != 1)
            fields.Problem($"Exactly one of these fields is required: [{string.Join(", ", ways)}]");
        DateTimeOffset timestamp = default;
        if (fields.Text("Timestamp") is { } text && !ChoiceOperators.TryReadTimestamp(text, out timestamp))
            fields.Problem($"'{text}' is not an ISO-8601 date and time with an offset", "Timestamp");
        return new WaitState
        {
            Name = name,
            Seconds = fields.NumberOrPath("Seconds", 0, StateMachineLimits.LongestTimeoutSeconds),
            Timestamp = fields.Has("Timestamp") ? timestamp : null,
            TimestampPath = fields.Path("TimestampPath"),
        };
    }

    private static FailState ReadFail(string name, FieldReader fields)
    {
        fields.Exclude("Error", "ErrorPath");
        fields.Exclude("Cause", "CausePath");
        return new FailState
        {
            Name = name,
            Error = fields.Text("Error") is { } error ? new Paths.LiteralExpression(Json.Of(error)) : fields.Expression("ErrorPath"),
            Cause = fields.Text("Cause") is { } cause ? new Paths.LiteralExpression(Json.Of(cause)) : fields.Expression("CausePath"),
        };
    }

    private ParallelState ReadParallel(string name, FieldReader fields)
    {
        fields.Require("Branches");
        return WithErrorHandling(fields, new ParallelState
        {
            Name = name,
            Branches = [.. fields.Objects("Branches").Select(ReadNested)],
            Parameters = fields.Template("Parameters"),
        });
    }

    private MapState ReadMap(string name, FieldReader fields)
    {
        var processor = fields.Has("ItemProcessor") ? "ItemProcessor" : "Iterator"; // Iterator and Parameters are the older names
        if (fields.Object(processor) is not { } nested)
        {
            fields.Require("ItemProcessor");
            nested = new FieldReader(Json.EmptyObject, fields.Location, problems);
        }
        fields.Exclude("ItemSelector", "Parameters");
        if (nested.Object("ProcessorConfig") is { } configuration && configuration.Text("Mode") is { } mode && mode != "INLINE")
            configuration.Problem($"Mode '{mode}' is not supported by the local cloud: Map states run INLINE", "Mode");
        return WithErrorHandling(fields, new MapState
        {
            Name = name,
            ItemProcessor = ReadNested(nested),
            ItemsPath = fields.Path("ItemsPath"),
            ItemSelector = fields.Template("ItemSelector") ?? fields.Template("Parameters"),
            MaxConcurrency = fields.NumberOrPath("MaxConcurrency", 0, int.MaxValue),
        });
    }

    private Workflow ReadNested(FieldReader fields)
    {
        var workflow = workflows.Read(fields);
        fields.RefuseOtherFields();
        return workflow;
    }

    private static T WithErrorHandling<T>(FieldReader fields, T state)
        where T : RetryableState => state with
        {
            ResultSelector = fields.Template("ResultSelector"),
            ResultPath = fields.ResultPath(),
            Retry = ErrorHandlerReader.ReadRetriers(fields),
            Catch = ErrorHandlerReader.ReadCatchers(fields),
        };
}
