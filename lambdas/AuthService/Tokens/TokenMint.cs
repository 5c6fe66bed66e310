using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Contracts;

namespace AuthService.Tokens;

/// <summary>Mints login tokens: JSON Web Tokens (RFC 7519) signed with ES256 (RFC 7518, section 3.4).</summary>
/// <param name="issuer">The <c>iss</c> claim.</param>
/// <param name="audience">The <c>aud</c> claim: the only application that may redeem the token.</param>
/// <param name="lifetime">From issue to expiry.</param>
public sealed class TokenMint(ISigner signer, string issuer, string audience, TimeSpan lifetime, TimeProvider time)
{
    /// <summary>How far the clocks of issuer and audience may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    public async Task<LoginToken> MintAsync(
        string loginId, Identity identity, bool forNewUser, string? codeChallenge, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((now + lifetime).ToUnixTimeSeconds());
        var claims = new Claims(
            issuer, identity.UserId, audience, expiresAt.ToUnixTimeSeconds(), (now - ClockSkew).ToUnixTimeSeconds(), now.ToUnixTimeSeconds(),
            RandomNumberGenerator.GetHexString(32, lowercase: true), loginId);

        var content = $"{Encode(new Header("ES256", "JWT", signer.KeyId), JwtJson.Default.Header)}.{Encode(claims, JwtJson.Default.Claims)}";
        var signature = await signer.SignAsync(Encoding.ASCII.GetBytes(content), cancellation);
        var jwt = $"{content}.{Base64Url.EncodeToString(signature)}";
        return new LoginToken(
            loginId, claims.TokenId, jwt, expiresAt, LoginTokenState.Issued, identity, forNewUser, codeChallenge);
    }

    private static string Encode<T>(T part, JsonTypeInfo<T> type) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part, type));
}

internal sealed record Header(
    [property: JsonPropertyName("alg")] string Algorithm, [property: JsonPropertyName("typ")] string Type,
    [property: JsonPropertyName("kid")] string KeyId);

internal sealed record Claims(
    [property: JsonPropertyName("iss")] string Issuer, [property: JsonPropertyName("sub")] string Subject,
    [property: JsonPropertyName("aud")] string Audience, [property: JsonPropertyName("exp")] long Expires,
    [property: JsonPropertyName("nbf")] long NotBefore, [property: JsonPropertyName("iat")] long IssuedAt,
    [property: JsonPropertyName("jti")] string TokenId, [property: JsonPropertyName("purchaseId")] string PurchaseId);

[JsonSerializable(typeof(Header))]
[JsonSerializable(typeof(Claims))]
internal sealed partial class JwtJson : JsonSerializerContext;
