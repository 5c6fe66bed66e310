using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Local.Stripe;

/// <summary>Writes objects as the API does: snake case, nulls kept, references expanded on request.</summary>
internal static class StripeWire
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly JsonSerializerOptions ErrorJson = new(Json) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Error(ApiErrorBody error) => JsonSerializer.SerializeToUtf8Bytes(new { Error = error }, ErrorJson);

    public static byte[] Object(object result, IReadOnlyList<string> expand, StripeBooks books)
    {
        if (expand.Count == 0)
            return JsonSerializer.SerializeToUtf8Bytes(result, Json);
        var node = JsonSerializer.SerializeToNode(result, Json)!;
        foreach (var path in expand)
            Expand(node, path, path.Split('.'), books);
        return JsonSerializer.SerializeToUtf8Bytes(node, Json);
    }

    private static void Expand(JsonNode node, string path, ReadOnlySpan<string> steps, StripeBooks books)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Expand(item!, path, steps, books);
            return;
        }
        if (node is not JsonObject owner || !owner.TryGetPropertyValue(steps[0], out var value))
            throw ApiError.Invalid($"This property can't be expanded: {path}.", "expand");
        if (value is JsonValue reference && reference.TryGetValue<string>(out var id))
            owner[steps[0]] = value = JsonSerializer.SerializeToNode(Load(steps[0], id, path, books), Json);
        if (steps.Length > 1 && value is not null)
            Expand(value, path, steps[1..], books);
    }

    private static object Load(string property, string id, string path, StripeBooks books) => property switch
    {
        "latest_charge" or "charge" => books.Charge(id),
        "payment_intent" => books.Intent(id),
        _ => throw ApiError.Invalid($"This property can't be expanded: {path}.", "expand"),
    };
}
