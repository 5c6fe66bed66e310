using System.Text.Json.Nodes;

namespace Local.Events;

/// <summary>Compares two versions of one schema; see <see cref="Compatibility"/> for the rule.</summary>
/// <remarks>JSON Schema 2020-12. A keyword that this code doesn't know in detail has to stay what it is.</remarks>
internal sealed class SchemaComparison(JsonObject released, JsonObject present)
{
    /// <summary>They tell about values and forbid none.</summary>
    private static readonly string[] Annotations =
        ["$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly"];

    private static readonly string[] ComparedInDetail =
        ["type", "enum", "const", "properties", "required", "items", "additionalProperties"];

    private readonly List<(string Path, string Why)> breaks = [];

    public IReadOnlyList<(string Path, string Why)> Breaks()
    {
        Compare("$", released, present);
        return breaks;
    }

    private void Compare(string path, JsonNode? releasedNode, JsonNode? presentNode)
    {
        var (before, now) = (SchemaNode.KeywordsOf(releasedNode), SchemaNode.KeywordsOf(presentNode));
        CompareValues(path, SchemaNode.TypesOf(before), SchemaNode.TypesOf(now), "type");
        CompareValues(path, SchemaNode.ValuesOf(before), SchemaNode.ValuesOf(now), "value");
        CompareFields(path, before, now);
        CompareInside($"{path}[*]", "items", before, now);
        CompareInside($"{path}.*", "additionalProperties", before, now);
        foreach (var keyword in before.Concat(now).Select(member => member.Key).Distinct().Except([.. Annotations, .. ComparedInDetail]))
        {
            if (!JsonNode.DeepEquals(before[keyword], now[keyword]))
                Report(path, $"{keyword} was {Text(before[keyword])} and is {Text(now[keyword])}.");
        }
    }

    /// <param name="before">Null means any.</param>
    private void CompareValues(string path, IReadOnlySet<string>? before, IReadOnlySet<string>? now, string what)
    {
        if (now is not null && (before is null || !before.IsSubsetOf(now)))
        {
            Report(path, before is null
                ? $"narrowed to the {what} {List(now)}; events that were published before may hold another."
                : $"narrowed: the {what} {List(before.Except(now))} is impossible now, but events that were published before may hold it.");
        }
        if (before is not null && (now is null || !now.IsSubsetOf(before)))
        {
            Report(path, now is null
                ? $"widened from the {what} {List(before)} to any; today's readers don't expect that."
                : $"widened: the {what} {List(now.Except(before))} is possible now, and today's readers don't expect it.");
        }
    }

    private void CompareFields(string path, JsonObject before, JsonObject now)
    {
        var (fieldsBefore, fieldsNow) = (SchemaNode.FieldsOf(before), SchemaNode.FieldsOf(now));
        var (requiredBefore, requiredNow) = (SchemaNode.RequiredOf(before), SchemaNode.RequiredOf(now));
        foreach (var (name, field) in fieldsBefore)
        {
            if (fieldsNow.TryGetPropertyValue(name, out var fieldNow))
                Compare($"{path}.{name}", field, fieldNow);
            else
                Report($"{path}.{name}", "the field was removed or renamed.");
        }
        foreach (var name in requiredNow.Except(requiredBefore))
        {
            Report($"{path}.{name}", fieldsBefore.ContainsKey(name)
                ? "the field is required now, and events that were published before may lack it."
                : "a new field is required, and events that were published before lack it.");
        }
        foreach (var name in requiredBefore.Except(requiredNow).Where(fieldsNow.ContainsKey))
            Report($"{path}.{name}", "the field may be missing now, and today's readers rely on it.");
    }

    private void CompareInside(string path, string keyword, JsonObject before, JsonObject now)
    {
        if (!SchemaNode.IsOpen(before[keyword]) || !SchemaNode.IsOpen(now[keyword]))
            Compare(path, before[keyword], now[keyword]);
    }

    private void Report(string path, string why) => breaks.Add((path, why));

    private static string List(IEnumerable<string> values) => string.Join(" or ", values.Order(StringComparer.Ordinal));

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "not set";
}
