using System.Text.Json;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.Definitions;

/// <summary>Reads the rules of Choice states.</summary>
internal static class ChoiceReader
{
    public static ChoiceRule? ReadRule(FieldReader fields)
    {
        fields.Require("Next");
        var next = fields.Text("Next");
        var condition = ReadCondition(fields);
        fields.RefuseOtherFields();
        return condition is null || next is null ? null : new ChoiceRule(condition, next);
    }

    private static ChoiceCondition? ReadNested(FieldReader fields)
    {
        if (fields.Has("Next"))
            fields.Problem("Only a top-level rule has a 'Next'", "Next");
        var condition = ReadCondition(fields);
        _ = fields.Text("Next");
        fields.RefuseOtherFields();
        return condition;
    }

    private static ChoiceCondition? ReadCondition(FieldReader fields)
    {
        if (fields.Has("And"))
            return new AndCondition([.. fields.Objects("And").Select(ReadNested).OfType<ChoiceCondition>()]);
        if (fields.Has("Or"))
            return new OrCondition([.. fields.Objects("Or").Select(ReadNested).OfType<ChoiceCondition>()]);
        if (fields.Has("Not"))
            return fields.Object("Not") is { } inner && ReadNested(inner) is { } negated ? new NotCondition(negated) : null;
        return ReadTest(fields);
    }

    private static ChoiceCondition? ReadTest(FieldReader fields)
    {
        fields.Require("Variable");
        var operators = fields.Names.Where(IsOperator).ToList();
        if (operators.Count != 1)
        {
            fields.Problem($"A rule needs exactly one comparison operator, but has [{string.Join(", ", operators)}]");
            operators.ForEach(name => fields.Value(name));
        }
        var variable = fields.Path("Variable");
        return variable is null || operators.Count != 1 ? null : ReadOperator(fields, variable, operators[0]);
    }

    private static ChoiceCondition? ReadOperator(FieldReader fields, PathExpression variable, string name)
    {
        if (ChoiceOperators.Types.TryGetValue(name, out var isOfType))
            return Literal(fields, name, JsonValueKind.True) is { } expected ? new TypeCondition(variable, isOfType, expected.GetBoolean()) : null;
        if (name == "IsPresent")
            return Literal(fields, name, JsonValueKind.True) is { } expected ? new PresenceCondition(variable, expected.GetBoolean()) : null;
        if (name == "StringMatches")
        {
            return Literal(fields, name, JsonValueKind.String) is { } pattern
                ? new ComparisonCondition(variable, ChoiceOperators.MatchesPattern, pattern, null)
                : null;
        }
        if (ChoiceOperators.Comparisons.TryGetValue(name, out var comparison))
        {
            return ReadLiteral(fields, name, comparison.Type) is { } literal
                ? new ComparisonCondition(variable, comparison.Matches, literal, null)
                : null;
        }
        return fields.Path(name) is { } path
            ? new ComparisonCondition(variable, ChoiceOperators.Comparisons[name[..^"Path".Length]].Matches, default, path)
            : null;
    }

    private static JsonElement? ReadLiteral(FieldReader fields, string name, JsonValueKind type)
    {
        var literal = Literal(fields, name, type);
        if (literal is { } value && name.StartsWith("Timestamp", StringComparison.Ordinal) && !ChoiceOperators.TryReadTimestamp(value, out _))
        {
            fields.Problem($"{value.GetRawText()} is not an ISO-8601 date and time with an offset", name);
            return null;
        }
        return literal;
    }

    private static JsonElement? Literal(FieldReader fields, string name, JsonValueKind type)
    {
        var value = fields.Value(name)!.Value;
        if (value.ValueKind == type || (type == JsonValueKind.True && value.ValueKind == JsonValueKind.False))
            return value;
        fields.Problem($"Expected a {(type == JsonValueKind.True ? "boolean" : type.ToString().ToLowerInvariant())}", name);
        return null;
    }

    private static bool IsOperator(string name) =>
        name is "IsPresent" or "StringMatches"
        || ChoiceOperators.Types.ContainsKey(name)
        || ChoiceOperators.Comparisons.ContainsKey(name)
        || (name.EndsWith("Path", StringComparison.Ordinal) && ChoiceOperators.Comparisons.ContainsKey(name[..^"Path".Length]));
}
