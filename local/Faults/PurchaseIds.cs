using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BillingGates.Purchases;

namespace Local.Faults;

/// <summary>Finds the purchase that a call or an event is about.</summary>
internal static partial class PurchaseIds
{
    private const string Prefix = "pur_";
    private const int Length = 4 + 26;
    private static readonly SearchValues<byte> Characters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz"u8);

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
            ? PurchaseIdentity.IdFor(JsonSerializer.Deserialize<string>($"\"{match.Groups["key"].Value}\"")!)
            : null;

    /// <summary>A command's member, or a header of a proxy event.</summary>
    [GeneratedRegex("""
        "idempotency-?key"\s*:\s*\[?\s*"(?<key>(?:[^"\\]|\\.)+)"
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
