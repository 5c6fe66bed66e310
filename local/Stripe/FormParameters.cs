using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace Local.Stripe;

/// <summary>
/// The parameters of a request, form or query, with Stripe's brackets: <c>metadata[key]=v</c>, <c>expand[]=v</c>, <c>expand[0]=v</c>.
/// </summary>
internal sealed class FormParameters
{
    private readonly List<(string[] Path, string Value)> fields = [];

    public FormParameters(IEnumerable<KeyValuePair<string, StringValues>> pairs)
    {
        foreach (var (name, values) in pairs)
            fields.AddRange(values.Select(value => (Split(name), value ?? "")));
    }

    /// <summary>The same for the same parameters in any order.</summary>
    public string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var line in fields.Select(field => string.Join('\u001f', field.Path.Append(field.Value))).Order(StringComparer.Ordinal))
            text.Append(line).Append('\u001e');
        return text.ToString();
    }

    /// <summary>A single value, at the top or below <paramref name="path"/>. An empty value counts as absent, as in Stripe's API.</summary>
    public string? Text(params string[] path) =>
        fields.Find(field => field.Path.AsSpan().SequenceEqual(path)).Value is { Length: > 0 } value ? value : null;

    public string Required(string name) => Text(name) ?? throw ApiError.Missing(name);

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw ApiError.Invalid($"Invalid boolean: {other}", name),
    };

    public long? Integer(params string[] path)
    {
        if (Text(path) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ApiError.Invalid($"Invalid integer: {text}", path[0], "parameter_invalid_integer");
    }

    public IReadOnlyList<string> List(string name) =>
        [.. fields.Where(field => field.Path.Length == 2 && field.Path[0] == name).Select(field => field.Value)];

    public IReadOnlyDictionary<string, string> Map(string name) => fields
        .Where(field => field.Path.Length == 2 && field.Path[0] == name)
        .GroupBy(field => field.Path[1], field => field.Value)
        .ToDictionary(group => group.Key, group => group.Last());

    public void AllowOnly(params string[] names)
    {
        if (fields.Find(field => !names.Contains(field.Path[0]) && field.Path[0] != "expand").Path is { } unknown)
            throw ApiError.Invalid($"Received unknown parameter: {unknown[0]}", unknown[0], "parameter_unknown");
    }

    private static string[] Split(string name) => name.Replace("]", "", StringComparison.Ordinal).Split('[');
}
