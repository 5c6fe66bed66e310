using System.Globalization;
using System.Text.Json;

namespace Local.StepFunctions.Paths;

/// <summary>The condition of a filter segment.</summary>
internal abstract record PathFilter
{
    public abstract bool Holds(JsonElement current, JsonElement root);
}

internal sealed record AndFilter(PathFilter Left, PathFilter Right) : PathFilter
{
    public override bool Holds(JsonElement current, JsonElement root) => Left.Holds(current, root) && Right.Holds(current, root);
}

internal sealed record OrFilter(PathFilter Left, PathFilter Right) : PathFilter
{
    public override bool Holds(JsonElement current, JsonElement root) => Left.Holds(current, root) || Right.Holds(current, root);
}

internal sealed record NotFilter(PathFilter Inner) : PathFilter
{
    public override bool Holds(JsonElement current, JsonElement root) => !Inner.Holds(current, root);
}

/// <summary><c>@.name</c> alone: the value exists.</summary>
internal sealed record ExistsFilter(FilterOperand Operand) : PathFilter
{
    public override bool Holds(JsonElement current, JsonElement root) => Operand.Value(current, root) is not null;
}

internal sealed record ComparisonFilter(FilterOperand Left, string Operator, FilterOperand Right) : PathFilter
{
    public override bool Holds(JsonElement current, JsonElement root)
    {
        if (Left.Value(current, root) is not { } left || Right.Value(current, root) is not { } right)
            return false;
        return Operator switch
        {
            "==" => JsonElement.DeepEquals(left, right),
            "!=" => !JsonElement.DeepEquals(left, right),
            _ => Compare(left, right) is { } order && Operator switch
            {
                "<" => order < 0,
                "<=" => order <= 0,
                ">" => order > 0,
                _ => order >= 0,
            },
        };
    }

    private static int? Compare(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => left.GetDecimal().CompareTo(right.GetDecimal()),
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left.GetString(), right.GetString()),
        _ => null,
    };
}

/// <summary>A literal, a path from the filtered element (<c>@</c>) or from the document (<c>$</c>).</summary>
internal sealed record FilterOperand(JsonElement? Literal, JsonPath? Path, bool FromRoot)
{
    public JsonElement? Value(JsonElement current, JsonElement root)
    {
        if (Path is null)
            return Literal;
        return Path.TrySelect(FromRoot ? root : current, out var value) ? value : null;
    }

    public override string ToString() => Path?.Text ?? string.Create(CultureInfo.InvariantCulture, $"{Literal}");
}
