using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AuthService.Keys;
using Contracts;

namespace AuthService.Tokens;

/// <summary>
/// Says whether a token is one of the mint's, and for this audience. It accepts the one form that the mint writes and nothing else that
/// RFC 7515 and RFC 7519 would allow: one algorithm, keys by listed id only, one spelling of each part.
/// </summary>
/// <param name="audience">The only application that tokens are accepted for.</param>
public sealed class TokenVerifier(IPublicKeys keys, string issuer, string audience, TimeProvider time)
{
    /// <summary>Many times longer than the mint's longest token, in characters.</summary>
    public const int MaximumLength = 4096;

    private static readonly JsonDocumentOptions EveryMemberOnce = new() { AllowDuplicateProperties = false };

    public async Task<Verification> VerifyAsync(string? token, CancellationToken cancellation)
    {
        if (token is null or { Length: > MaximumLength } || token.Split('.') is not [var first, var second, var third])
            return Forged("Form");
        if (Read(first, JwtJson.Default.Header) is not { Algorithm: Header.OnlyAlgorithm, Type: Header.OnlyType } header)
            return Forged("Header");
        if (await keys.FindAsync(header.KeyId, cancellation) is not { } key)
            return Forged("Key");
        if (Decode(third) is not { } signature || !IsSigned($"{first}.{second}", signature, key))
            return Forged("Signature");
        return Read(second, JwtJson.Default.Claims) is { } claims ? Check(claims) : Forged("Claims");
    }

    private Verification Check(Claims claims)
    {
        var now = time.GetUtcNow();
        var (earliest, latest) = ((now - Claims.ClockSkew).ToUnixTimeSeconds(), (now + Claims.ClockSkew).ToUnixTimeSeconds());
        return claims switch
        {
            _ when claims.Issuer != issuer => Forged("Issuer"),
            _ when claims.Audience != audience => new Verification.Refused(RedeemOutcome.WrongAudience, "Audience"),
            _ when claims.NotBefore > latest || claims.IssuedAt > latest => Forged("Time"), // the mint's clock is never so far ahead
            _ => new Verification.Genuine(claims.LoginId, claims.TokenId, Expired: claims.Expires <= earliest),
        };
    }

    private static bool IsSigned(string content, byte[] signature, ECParameters key)
    {
        using var publicKey = ECDsa.Create(key);
        return publicKey.VerifyData(
            Encoding.UTF8.GetBytes(content), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static T? Read<T>(string part, JsonTypeInfo<T> type) where T : class
    {
        if (Decode(part) is not { } json)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json, EveryMemberOnce);
            return document.Deserialize(type);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for text that is no Unicode
        {
            return null;
        }
    }

    /// <summary>
    /// Base64url (RFC 4648, section 5) in its one canonical spelling: without padding, white space or bits that don't count.
    /// </summary>
    private static byte[]? Decode(string part)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(part.Length)];
        return Base64Url.DecodeFromChars(part, bytes, out _, out var length) == OperationStatus.Done
            && Base64Url.EncodeToString(bytes.AsSpan(0, length)) == part
            ? bytes[..length]
            : null;
    }

    private static Verification.Refused Forged(string what) => new(RedeemOutcome.Forged, what);
}

/// <summary>What a token turned out to be.</summary>
public abstract record Verification
{
    private Verification() { }

    /// <summary>The mint's, and for this audience. Whether it can be redeemed is the token cache's business.</summary>
    public sealed record Genuine(string LoginId, string TokenId, bool Expired) : Verification;

    /// <summary>Nothing in it is to be believed.</summary>
    /// <param name="What">The part that gave it away; nothing of its content.</param>
    public sealed record Refused(RedeemOutcome Outcome, string What) : Verification;
}
