using System.Text.Json;
using Local.Endpoint;

namespace Local.Iam.Actions;

/// <summary>Reads the bodies of calls in the JSON protocol.</summary>
internal static class CallBodies
{
    /// <summary>The body; an empty one has no members.</summary>
    public static JsonElement Json(this AwsCall call) => JsonElement.Parse(call.Body.IsEmpty ? "{}"u8 : call.Body.Span);

    public static string? Text(this JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
