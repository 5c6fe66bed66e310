using System.Text.Json;

namespace Local.StepFunctions.Paths;

/// <summary>
/// A JSONPath as Step Functions uses it: <c>$</c>, member names, indexes (negative from the end), slices, wildcards, unions, deep scan, filters.
/// A path that can name one value at most is definite; any other selects an array of values, which may be empty.
/// </summary>
internal sealed class JsonPath
{
    private readonly IReadOnlyList<PathSegment> segments;

    private JsonPath(string text, IReadOnlyList<PathSegment> segments)
    {
        Text = text;
        this.segments = segments;
        IsDefinite = segments.All(segment => segment.IsDefinite);
    }

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    public bool IsDefinite { get; }

    public IReadOnlyList<PathSegment> Segments => segments;

    /// <exception cref="ExpressionSyntaxException">The text is not a path.</exception>
    public static JsonPath Parse(string text) => new(text, new JsonPathParser(text).ParseAll());

    public static JsonPath FromSegments(string text, IReadOnlyList<PathSegment> segments) => new(text, segments);

    /// <summary>Selects from a document. False when a definite path names nothing; an indefinite path then selects an empty array.</summary>
    public bool TrySelect(JsonElement root, out JsonElement value)
    {
        if (IsDefinite)
        {
            value = root;
            foreach (var segment in segments)
            {
                if (!segment.TryStep(value, out value))
                    return false;
            }
            return true;
        }
        value = Json.ArrayOf(SelectAll(root));
        return true;
    }

    public IEnumerable<JsonElement> SelectAll(JsonElement root)
    {
        IEnumerable<JsonElement> selected = [root];
        foreach (var segment in segments)
            selected = selected.SelectMany(element => segment.Select(element, root));
        return selected;
    }

    /// <summary>The first segment that leads nowhere, in the notation of AWS's messages; null when the path selects something.</summary>
    public string? MissingAt(JsonElement root)
    {
        var trail = "$";
        var value = root;
        foreach (var segment in segments)
        {
            trail += segment;
            if (!segment.TryStep(value, out value))
                return trail;
        }
        return null;
    }

    public override string ToString() => Text;
}
