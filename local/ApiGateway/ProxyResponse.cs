using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Local.ApiGateway;

/// <summary>The answer of a function behind a Lambda proxy integration, payload format 1.0.</summary>
/// <param name="Headers">Every header line, in order.</param>
internal sealed record ProxyResponse(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    /// <param name="decode">Whether a body that says it is base64-encoded is decoded.</param>
    /// <exception cref="FormatException">API Gateway can't make a response of it.</exception>
    public static ProxyResponse Parse(ReadOnlyMemory<byte> payload, bool decode)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var answer = document.RootElement;
            if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("statusCode", out var code)
                || !int.TryParse(code.ToString(), CultureInfo.InvariantCulture, out var status) || status is < 100 or > 999)
                throw new FormatException("the answer has no statusCode");
            var body = Member(answer, "body") is { } text ? text.GetString() ?? "" : "";
            var encoded = decode && Member(answer, "isBase64Encoded") is { ValueKind: JsonValueKind.True };
            return new ProxyResponse(status, Lines(answer), encoded ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    // Values in both maps are joined; a name in multiValueHeaders wins over the same name in headers.
    private static List<(string Name, string Value)> Lines(JsonElement answer)
    {
        var lines = new List<(string Name, string Value)>();
        foreach (var header in Members(answer, "multiValueHeaders"))
            lines.AddRange(header.Value.EnumerateArray().Select(value => (header.Name, Text(value))));
        var multiple = lines.Select(line => line.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        lines.AddRange(Members(answer, "headers").Where(header => !multiple.Contains(header.Name)).Select(header => (header.Name, Text(header.Value))));
        return lines;
    }

    private static IEnumerable<JsonProperty> Members(JsonElement answer, string name) =>
        Member(answer, name) is { } map ? map.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    private static JsonElement? Member(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    // Numbers and booleans are taken as headers too; lists and objects aren't.
    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.Array or JsonValueKind.Object
        ? throw new FormatException("a header isn't a single value")
        : value.ToString();
}
