using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace Platform.DynamoDb;

/// <summary>Reads and writes DynamoDB attributes without reflection.</summary>
public static class Item
{
    public static AttributeValue Text(string value) => new() { S = value };

    public static AttributeValue Number(decimal value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    public static AttributeValue Flag(bool value) => new() { BOOL = value };

    /// <summary>An instant as ISO 8601 text in UTC, which sorts as it reads.</summary>
    public static AttributeValue Time(DateTimeOffset value) => Text(value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>An instant as seconds since 1970, the form that time to live needs.</summary>
    public static AttributeValue Epoch(DateTimeOffset value) => Number(value.ToUnixTimeSeconds());

    public static string? TextOrNull(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) ? value.S : null;

    /// <exception cref="InvalidDataException">The item lacks the attribute.</exception>
    public static string GetText(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.TextOrNull(name) ?? throw new InvalidDataException($"The item has no text attribute '{name}'.");

    /// <exception cref="InvalidDataException">The item lacks the attribute.</exception>
    public static decimal GetNumber(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && value.N is { } number
            ? decimal.Parse(number, CultureInfo.InvariantCulture)
            : throw new InvalidDataException($"The item has no number attribute '{name}'.");

    /// <exception cref="InvalidDataException">The item lacks the attribute.</exception>
    public static DateTimeOffset GetTime(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.TimeOrNull(name) ?? throw new InvalidDataException($"The item has no time attribute '{name}'.");

    public static DateTimeOffset? TimeOrNull(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        item.TextOrNull(name) is { } time
            ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null;

    public static DateTimeOffset GetEpoch(this IReadOnlyDictionary<string, AttributeValue> item, string name) =>
        DateTimeOffset.FromUnixTimeSeconds((long)item.GetNumber(name));

    /// <summary>Whether a read found an item.</summary>
    public static bool Exists(this IReadOnlyDictionary<string, AttributeValue>? item) => item is { Count: > 0 };
}
