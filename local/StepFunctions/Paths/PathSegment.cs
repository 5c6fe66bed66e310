using System.Globalization;
using System.Text.Json;

namespace Local.StepFunctions.Paths;

/// <summary>One step of a <see cref="JsonPath"/>.</summary>
internal abstract record PathSegment
{
    /// <summary>Whether the step leads to one value at most.</summary>
    public virtual bool IsDefinite => false;

    public abstract IEnumerable<JsonElement> Select(JsonElement element, JsonElement root);

    /// <summary>Follows a definite step.</summary>
    public virtual bool TryStep(JsonElement element, out JsonElement value) =>
        throw new InvalidOperationException($"{this} selects several values.");

    protected IEnumerable<JsonElement> SelectOne(JsonElement element) => TryStep(element, out var value) ? [value] : [];

    protected static IEnumerable<JsonElement> Children(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Select(property => property.Value),
        JsonValueKind.Array => element.EnumerateArray(),
        _ => [],
    };
}

internal sealed record MemberSegment(string Name) : PathSegment
{
    public override bool IsDefinite => true;

    public override bool TryStep(JsonElement element, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(Name, out value);
    }

    public override IEnumerable<JsonElement> Select(JsonElement element, JsonElement root) => SelectOne(element);

    public override string ToString() => $"['{Name}']";
}

internal sealed record IndexSegment(int Index) : PathSegment
{
    public override bool IsDefinite => true;

    public override bool TryStep(JsonElement element, out JsonElement value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Array)
            return false;
        var length = element.GetArrayLength();
        var index = Index < 0 ? length + Index : Index;
        if (index < 0 || index >= length)
            return false;
        value = element[index];
        return true;
    }

    public override IEnumerable<JsonElement> Select(JsonElement element, JsonElement root) => SelectOne(element);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Index}]");
}

/// <summary><c>[from:to:step]</c>, each part optional, negative positions counted from the end.</summary>
internal sealed record SliceSegment(int? From, int? To, int Step) : PathSegment
{
    public override IEnumerable<JsonElement> Select(JsonElement element, JsonElement root)
    {
        if (element.ValueKind != JsonValueKind.Array)
            yield break;
        var length = element.GetArrayLength();
        var to = Position(To ?? length, length);
        for (var index = Position(From ?? 0, length); index < to; index += Step)
            yield return element[index];
    }

    private static int Position(int position, int length) => Math.Clamp(position < 0 ? length + position : position, 0, length);
}

internal sealed record WildcardSegment : PathSegment
{
    public override IEnumerable<JsonElement> Select(JsonElement element, JsonElement root) => Children(element);
}

/// <summary><c>['a','b']</c> or <c>[0,2]</c>.</summary>
internal sealed record UnionSegment(IReadOnlyList<PathSegment> Parts) : PathSegment
{
    public override IEnumerable<JsonElement> Select(JsonElement element, JsonElement root) => Parts.SelectMany(part => part.Select(element, root));
}

/// <summary><c>..</c>: the element itself and everything below, in document order.</summary>
internal sealed record DeepScanSegment : PathSegment
{
    public override IEnumerable<JsonElement> Select(JsonElement element, JsonElement root) =>
        Children(element).SelectMany(child => Select(child, root)).Prepend(element);
}

/// <summary><c>[?(…)]</c>: the children for which the filter holds.</summary>
internal sealed record FilterSegment(PathFilter Filter) : PathSegment
{
    public override IEnumerable<JsonElement> Select(JsonElement element, JsonElement root) =>
        Children(element).Where(child => Filter.Holds(child, root));
}
