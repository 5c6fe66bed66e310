using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Local.ApiGateway;

/// <summary>
/// A function's answer to a proxy integration. API Gateway Developer Guide, "Output format of a Lambda function for proxy integration".
/// </summary>
internal sealed record ProxyAnswer(int StatusCode, IReadOnlyList<KeyValuePair<string, StringValues>> Headers, byte[] Body)
{
    /// <returns>Null when the answer is malformed, for which API Gateway answers 502.</returns>
    public static ProxyAnswer? Read(ReadOnlyMemory<byte> payload, bool decodesBase64)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            var answer = json.RootElement;
            var status = answer.GetProperty("statusCode") is { ValueKind: JsonValueKind.String } text
                ? int.Parse(text.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
                : answer.GetProperty("statusCode").GetInt32();
            return new ProxyAnswer(status, [.. ReadHeaders(answer)], ReadBody(answer, decodesBase64));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> ReadHeaders(JsonElement answer)
    {
        var values = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in Members(answer, "headers"))
            values[header.Name] = header.Value.ToString();
        foreach (var header in Members(answer, "multiValueHeaders"))
            values[header.Name] = header.Value.EnumerateArray().Select(value => value.ToString()).ToArray();
        return values;
    }

    private static IEnumerable<JsonProperty> Members(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object ? members.EnumerateObject() : [];

    private static byte[] ReadBody(JsonElement answer, bool decodesBase64)
    {
        if (!answer.TryGetProperty("body", out var body) || body.ValueKind == JsonValueKind.Null)
            return [];
        var encoded = answer.TryGetProperty("isBase64Encoded", out var flag) && flag.ValueKind == JsonValueKind.True;
        return encoded && decodesBase64 ? body.GetBytesFromBase64() : Encoding.UTF8.GetBytes(body.GetString()!);
    }
}
