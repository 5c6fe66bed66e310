using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.KeyManagementService;
using Contracts;
using Platform.Configuration;

namespace AuthService.Tokens;

/// <summary>Mints login tokens: JSON Web Tokens (RFC 7519) signed with ES256 (RFC 7518, section 3.4).</summary>
/// <param name="issuer">The <c>iss</c> claim.</param>
/// <param name="audience">The <c>aud</c> claim: the only application that may redeem the token.</param>
/// <param name="lifetime">From issue to expiry.</param>
public sealed class TokenMint(ISigner signer, string issuer, string audience, TimeSpan lifetime, TimeProvider time)
{
    /// <summary>
    /// The mint of the function's environment: the key <c>SIGNING_KEY_ID</c>, <c>TOKEN_ISSUER</c>, <c>TOKEN_AUDIENCE</c>,
    /// <c>TOKEN_LIFETIME_SECONDS</c>.
    /// </summary>
    public static TokenMint FromEnvironment(TimeProvider time)
    {
        var kms = new AmazonKeyManagementServiceClient(Clients.Bounded(new AmazonKeyManagementServiceConfig()));
        return new TokenMint(
            new KmsSigner(kms, Settings.Required("SIGNING_KEY_ID")), Settings.Required("TOKEN_ISSUER"), Settings.Required("TOKEN_AUDIENCE"),
            TimeSpan.FromSeconds(Settings.RequiredNumber("TOKEN_LIFETIME_SECONDS")), time);
    }

    /// <summary>From issue to expiry.</summary>
    public TimeSpan Lifetime => lifetime;

    /// <summary>Mints a token for the login by the identity's purchase, or by e-mail when it has none.</summary>
    public async Task<LoginToken> MintAsync(Identity identity, bool forNewUser, string? codeChallenge, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds((now + lifetime).ToUnixTimeSeconds());
        var claims = new Claims(
            issuer, identity.UserId, audience, expiresAt.ToUnixTimeSeconds(), (now - Claims.ClockSkew).ToUnixTimeSeconds(),
            now.ToUnixTimeSeconds(), RandomNumberGenerator.GetHexString(32, lowercase: true), identity.Purchase?.PurchaseId);

        var header = new Header(Header.OnlyAlgorithm, Header.OnlyType, signer.KeyId);
        var content = $"{Encode(header, JwtJson.Default.Header)}.{Encode(claims, JwtJson.Default.Claims)}";
        var signature = await signer.SignAsync(Encoding.ASCII.GetBytes(content), cancellation);
        var jwt = $"{content}.{Base64Url.EncodeToString(signature)}";
        return new LoginToken(
            claims.LoginId, claims.TokenId, jwt, expiresAt, LoginTokenState.Issued, identity, forNewUser, codeChallenge);
    }

    private static string Encode<T>(T part, JsonTypeInfo<T> type) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part, type));
}
