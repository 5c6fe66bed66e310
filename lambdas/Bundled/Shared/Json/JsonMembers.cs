using System.Text.Json;

namespace Bundled.Shared.Json;

/// <summary>Optional members of the protocol's JSON objects: absent and null are the same.</summary>
internal static class JsonMembers
{
    internal static void Text(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    internal static void Number(this Utf8JsonWriter writer, string name, int? value)
    {
        if (value is not null)
            writer.WriteNumber(name, value.Value);
    }

    internal static void Flag(this Utf8JsonWriter writer, string name, bool? value)
    {
        if (value is not null)
            writer.WriteBoolean(name, value.Value);
    }

    internal static JsonElement? Member(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    internal static string? Text(this JsonElement element, string name) => element.Member(name)?.GetString();

    internal static int? Number(this JsonElement element, string name) => element.Member(name)?.GetInt32();

    internal static long? LongNumber(this JsonElement element, string name) => element.Member(name)?.GetInt64();

    internal static bool? Flag(this JsonElement element, string name) => element.Member(name)?.GetBoolean();

    /// <summary>A timestamp: seconds since 1970, with a fraction.</summary>
    internal static DateTime? Time(this JsonElement element, string name) =>
        element.Member(name) is { } seconds ? DateTime.UnixEpoch.AddTicks((long)(seconds.GetDecimal() * TimeSpan.TicksPerSecond)) : null;

    internal static MemoryStream? Blob(this JsonElement element, string name) =>
        element.Member(name) is { } base64 ? new MemoryStream(base64.GetBytesFromBase64()) : null;

    internal static List<T>? List<T>(this JsonElement element, string name, Func<JsonElement, T> read) =>
        element.Member(name) is { } array ? [.. array.EnumerateArray().Select(read)] : null;

    /// <summary>Reads a structure, or null when it is absent.</summary>
    internal static T? Structure<T>(this JsonElement element, string name, Func<JsonElement, T> read) where T : class =>
        element.Member(name) is { } structure ? read(structure) : null;
}
