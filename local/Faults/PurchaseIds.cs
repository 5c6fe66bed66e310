using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Local.Faults;

/// <summary>Finds the purchase that a call or an event is about.</summary>
internal static partial class PurchaseIds
{
    private const string Prefix = "pur_";
    private const int Length = 4 + 26;
    private static readonly SearchValues<byte> Characters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz"u8);

    private const string Base32 = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The purchases that a text names, each once.</summary>
    public static IReadOnlyCollection<string> In(ReadOnlySpan<byte> text)
    {
        HashSet<string>? found = null;
        while (text.IndexOf("pur_"u8) is >= 0 and var start)
        {
            text = text[start..];
            var id = text[..Math.Min(Length, text.Length)];
            text = text[Prefix.Length..];
            if (id.Length == Length && !id[Prefix.Length..].ContainsAnyExcept(Characters))
                (found ??= new(StringComparer.Ordinal)).Add(Encoding.ASCII.GetString(id));
        }
        return found is null ? [] : found;
    }

    /// <summary>The purchase of a checkout that has none yet: of the idempotency key in the text, if there is one.</summary>
    public static string? OfIdempotencyKey(ReadOnlySpan<byte> json) =>
        json.IndexOf("dempotency"u8) >= 0 && Key().Match(Encoding.UTF8.GetString(json)) is { Success: true } match
            ? OfIdempotencyKey(JsonSerializer.Deserialize<string>($"\"{match.Groups["key"].Value}\"")!)
            : null;

    /// <summary>The id that BillingGates derives from a key: 130 bits of its SHA-256 in Crockford's base 32.</summary>
    public static string OfIdempotencyKey(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("purchase\n" + key));
        var id = new StringBuilder(Prefix, Length);
        for (var bit = 0; id.Length < Length; bit += 5)
            id.Append(Base32[(((hash[bit / 8] << 8) | hash[(bit / 8) + 1]) >> (11 - (bit % 8))) & 31]);
        return id.ToString();
    }

    /// <summary>A command's member, or a header of a proxy event.</summary>
    [GeneratedRegex("""
        "idempotency-?key"\s*:\s*\[?\s*"(?<key>(?:[^"\\]|\\.)+)"
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
