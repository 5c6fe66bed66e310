using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.Definitions;

/// <summary>Compares a variable with a literal or with another variable. Values of different types never match.</summary>
internal sealed record ComparisonCondition(
    PathExpression Variable, Func<JsonElement, JsonElement, bool> Matches, JsonElement Literal, PathExpression? Path) : ChoiceCondition
{
    public override bool Holds(Scope scope) =>
        Matches(ChoiceOperators.Select(Variable, scope), Path is null ? Literal : ChoiceOperators.Select(Path, scope));
}

/// <summary>Tests whether a variable is of a type, or is not.</summary>
internal sealed record TypeCondition(PathExpression Variable, Func<JsonElement, bool> IsOfType, bool Expected) : ChoiceCondition
{
    public override bool Holds(Scope scope) => IsOfType(ChoiceOperators.Select(Variable, scope)) == Expected;
}

/// <summary>Tests whether a path names a value.</summary>
internal sealed record PresenceCondition(PathExpression Variable, bool Expected) : ChoiceCondition
{
    public override bool Holds(Scope scope) => Variable.TrySelect(scope, out _) == Expected;
}

/// <param name="Type">The kind of the literal that the operator compares with.</param>
internal sealed record ComparisonOperator(string Name, JsonValueKind Type, Func<JsonElement, JsonElement, bool> Matches);

/// <summary>The operators of Choice rules. Each comparison also exists with the suffix Path.</summary>
internal static partial class ChoiceOperators
{
    public static readonly IReadOnlyDictionary<string, ComparisonOperator> Comparisons =
        OrderedComparisons()
            .Append(new("BooleanEquals", JsonValueKind.True, static (left, right) => IsBoolean(left) && left.ValueKind == right.ValueKind))
            .ToDictionary(comparison => comparison.Name);

    public static readonly IReadOnlyDictionary<string, Func<JsonElement, bool>> Types = new Dictionary<string, Func<JsonElement, bool>>
    {
        ["IsNull"] = value => value.ValueKind == JsonValueKind.Null,
        ["IsString"] = value => value.ValueKind == JsonValueKind.String,
        ["IsNumeric"] = value => value.ValueKind == JsonValueKind.Number,
        ["IsBoolean"] = IsBoolean,
        ["IsTimestamp"] = value => TryReadTimestamp(value, out _),
    };

    /// <summary>Whether the text fits a pattern in which <c>*</c> stands for any characters and <c>\*</c> for itself.</summary>
    public static bool MatchesPattern(JsonElement value, JsonElement pattern)
    {
        if (value.ValueKind != JsonValueKind.String || pattern.ValueKind != JsonValueKind.String)
            return false;
        var expression = PatternToken().Replace(pattern.GetString()!, token => token.Value switch
        {
            "*" => ".*",
            ['\\', var escaped] => Regex.Escape(escaped.ToString()),
            var text => Regex.Escape(text),
        });
        var options = RegexOptions.Singleline | RegexOptions.CultureInvariant;
        return Regex.IsMatch(value.GetString()!, $"^(?:{expression})\\z", options, TimeSpan.FromSeconds(1));
    }

    /// <summary>Reads an ISO-8601 date and time with an offset, in the profile of RFC 3339: upper-case T, and Z or a numeric offset.</summary>
    public static bool TryReadTimestamp(JsonElement value, out DateTimeOffset timestamp)
    {
        timestamp = default;
        return value.ValueKind == JsonValueKind.String && TryReadTimestamp(value.GetString()!, out timestamp);
    }

    public static bool TryReadTimestamp(string text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        return Timestamp().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out timestamp);
    }

    public static JsonElement Select(PathExpression path, Scope scope) => path.TrySelect(scope, out var value)
        ? value
        : throw EvaluationException.Runtime($"Invalid path '{path}': The choice state's condition path references an invalid value.");

    private static IEnumerable<ComparisonOperator> OrderedComparisons()
    {
        foreach (var (prefix, type, compare) in new (string, JsonValueKind, Func<JsonElement, JsonElement, int?>)[]
        {
            ("String", JsonValueKind.String, CompareStrings),
            ("Numeric", JsonValueKind.Number, CompareNumbers),
            ("Timestamp", JsonValueKind.String, CompareTimestamps),
        })
        {
            yield return new($"{prefix}Equals", type, (left, right) => compare(left, right) == 0);
            yield return new($"{prefix}LessThan", type, (left, right) => compare(left, right) < 0);
            yield return new($"{prefix}LessThanEquals", type, (left, right) => compare(left, right) <= 0);
            yield return new($"{prefix}GreaterThan", type, (left, right) => compare(left, right) > 0);
            yield return new($"{prefix}GreaterThanEquals", type, (left, right) => compare(left, right) >= 0);
        }
    }

    private static int? CompareStrings(JsonElement left, JsonElement right) =>
        left.ValueKind == JsonValueKind.String && right.ValueKind == JsonValueKind.String
            ? string.CompareOrdinal(left.GetString(), right.GetString())
            : null;

    private static int? CompareNumbers(JsonElement left, JsonElement right)
    {
        if (left.ValueKind != JsonValueKind.Number || right.ValueKind != JsonValueKind.Number)
            return null;
        return left.TryGetDecimal(out var leftNumber) && right.TryGetDecimal(out var rightNumber)
            ? leftNumber.CompareTo(rightNumber)
            : left.GetDouble().CompareTo(right.GetDouble());
    }

    private static int? CompareTimestamps(JsonElement left, JsonElement right) =>
        TryReadTimestamp(left, out var leftTime) && TryReadTimestamp(right, out var rightTime) ? leftTime.CompareTo(rightTime) : null;

    private static bool IsBoolean(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    [GeneratedRegex(@"\\.|\*|[^\\*]+|\\", RegexOptions.Singleline)]
    private static partial Regex PatternToken();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})\z")]
    private static partial Regex Timestamp();
}
