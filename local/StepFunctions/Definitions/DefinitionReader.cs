using System.Text;
using System.Text.Json;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Definitions;

/// <summary>Reads and validates the definition of a state machine.</summary>
/// <param name="refuseResource">Says why a Task resource can't be called here; null when it can.</param>
internal sealed class DefinitionReader(Func<TaskResource, string?> refuseResource)
{
    /// <exception cref="InvalidDefinitionException">The definition can't be run; the message names every place and reason.</exception>
    public StateMachineDefinition Read(string text)
    {
        var problems = new List<DefinitionProblem>();
        var definition = Read(text, problems);
        return problems.Count == 0 && definition is not null ? definition : throw new InvalidDefinitionException(problems);
    }

    private StateMachineDefinition? Read(string text, List<DefinitionProblem> problems)
    {
        if (Encoding.UTF8.GetByteCount(text) > StateMachineLimits.DefinitionBytes)
            problems.Add(new(DefinitionProblem.SchemaCode, $"The definition has more than {StateMachineLimits.DefinitionBytes} bytes", "/"));
        if (ParseObject(text, problems) is not { } json)
            return null;
        var fields = new FieldReader(json, "/", problems);
        RefuseQueryLanguage(fields);
        if (fields.Text("Version") is { } version && version != "1.0")
            fields.Problem($"Version '{version}' is not supported: only 1.0 exists", "Version");
        var timeout = fields.Integer("TimeoutSeconds", 1, StateMachineLimits.LongestTimeoutSeconds);
        var workflow = new WorkflowReader(refuseResource, problems).Read(fields);
        fields.RefuseOtherFields();
        return new StateMachineDefinition(
            text, fields.Text("Comment"), workflow, timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    internal static void RefuseQueryLanguage(FieldReader fields)
    {
        if (fields.Text("QueryLanguage") is { } language && language != "JSONPath")
            fields.Problem($"QueryLanguage '{language}' is not supported by the local cloud: only JSONPath is", "QueryLanguage");
    }

    private static JsonElement? ParseObject(string text, List<DefinitionProblem> problems)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(text) && Json.ParseCompact(Encoding.UTF8.GetBytes(text)) is { ValueKind: JsonValueKind.Object } json)
                return json;
            problems.Add(new(DefinitionProblem.SchemaCode, "Definition must be a valid JSON object", "/"));
        }
        catch (JsonException problem)
        {
            problems.Add(new("INVALID_JSON_DESCRIPTION", problem.Message, "/"));
        }
        return null;
    }
}
