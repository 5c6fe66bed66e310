using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Conformance;

/// <summary>
/// Some recorded definitions are templates that the recorder filled in before it ran them, and some values are masked. This puts back what can be
/// known: a path that stands in the case's id or in the published test, any error name, any point in time. What stays masked fails in the replay.
/// </summary>
internal sealed partial class TemplateHoles(string id)
{
    private const string AnyTime = "2020-01-01T00:00:00Z";

    /// <summary>What LocalStack's tests put in where the case's id doesn't say (its tests/aws/services/stepfunctions/v2/context_object).</summary>
    private static readonly Dictionary<string, string> PublishedPaths = new()
    {
        ["test_context_object.py::TestSnfBase::test_result_selector"] = "$$.Execution.Input",
        ["test_context_object.py::TestSnfBase::test_variable"] = "$$.Execution.Input.input-value",
    };

    private readonly string? path = PathParameter().Match(id) is { Success: true } match
        ? match.Groups[1].Value
        : PublishedPaths.FirstOrDefault(published => id.Contains(published.Key, StringComparison.Ordinal)).Value;

    public static string FillInput(JsonElement input) => FillTimes(JsonNode.Parse(input.GetRawText()))?.ToJsonString() ?? "null";

    public string FillDefinition(JsonElement definition)
    {
        var root = FillTimes(JsonNode.Parse(definition.GetRawText()))!;
        FillErrorNames(root);
        if (path is not null)
            FillPath(root);
        return root.ToJsonString();
    }

    private static JsonNode? FillTimes(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                    Replace(value, filled => members[name] = filled);
                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                    Replace(items[index], filled => items[index] = filled);
                break;
        }
        return node;

        static void Replace(JsonNode? value, Action<JsonNode> replace)
        {
            if (IsText(value, "date") || IsText(value, "<timestamp>"))
                replace(AnyTime);
            else
                FillTimes(value);
        }
    }

    private static void FillErrorNames(JsonNode root)
    {
        foreach (var handler in Objects(root).Where(candidate => candidate["ErrorEquals"] is JsonArray names
            && names.All(name => name!.GetValue<string>().StartsWith("<%", StringComparison.Ordinal))))
            handler["ErrorEquals"] = new JsonArray(ErrorNames.All);
    }

    private void FillPath(JsonNode root)
    {
        var placeholders = Members(root).Where(member => member.Value is JsonValue value
            && value.ToString().StartsWith("%CONTEXT_OBJECT", StringComparison.Ordinal)).ToList();
        var paths = Members(root).Where(member => member.Name.EndsWith(".$", StringComparison.Ordinal)).ToList();
        foreach (var (owner, name, _) in placeholders.Count > 0 ? placeholders : paths is [_] ? paths : [])
            owner[name] = path;
    }

    private static IEnumerable<(JsonObject Owner, string Name, JsonNode? Value)> Members(JsonNode root) =>
        Objects(root).SelectMany(owner => owner.ToList().Select(member => (owner, member.Key, member.Value)));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.ToList().SelectMany(member => Objects(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    private static bool IsText(JsonNode? node, string text) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == text;

    [GeneratedRegex(@"::\w+\[(\$.*)\](#|$)")]
    private static partial Regex PathParameter();
}
