using System.Security.Cryptography;
using System.Text;

namespace Analytics.Lake;

/// <summary>
/// Stands for e-mail addresses in the lake: 128 bits of HMAC-SHA256 (RFC 2104). One mailbox has one token in every table, so that purchases
/// can be counted by customer; without the key nobody gets from the token to the address, or tells whether an address is in the lake.
/// </summary>
/// <param name="key">At least 32 bytes. Another key makes other tokens: it is not to be rotated while the lake lives.</param>
public sealed class EmailTokens(byte[] key)
{
    private const int TokenBytes = 16;
    private const string KeyPrefix = "email#";

    /// <summary>The token of an address; all spellings of one mailbox have the same.</summary>
    public string Of(string address)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant()));
        return Convert.ToHexStringLower(hash.AsSpan(0, TokenBytes));
    }

    /// <summary>A key with the token in the place of the address that it may hold.</summary>
    public string InKey(string value) =>
        value.StartsWith(KeyPrefix, StringComparison.Ordinal) ? KeyPrefix + Of(value[KeyPrefix.Length..]) : value;
}
