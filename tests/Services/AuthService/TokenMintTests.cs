using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Time.Testing;
using Services.Tests.Support;

namespace Services.Tests.AuthService;

public class TokenMintTests
{
    private static readonly Identity Buyer = new(
        "usr_1", "new.user@example.com", new PurchasedProduct("pur_1", "prod_premium_tier", 99.99m, "USD"));

    private readonly LocalKey signer = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Token_VerifiesWithThePublicKey_AndCarriesItsClaims()
    {
        var token = await Mint().MintAsync(Buyer, true, null, default);
        var parts = token.Jwt!.Split('.');

        Assert.True(signer.Pair.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        Assert.Equal(("ES256", "key-1"), (header.GetProperty("alg").GetString(), header.GetProperty("kid").GetString()));

        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal("issuer", claims.GetProperty("iss").GetString());
        Assert.Equal("audience", claims.GetProperty("aud").GetString());
        Assert.Equal("usr_1", claims.GetProperty("sub").GetString());
        Assert.Equal("pur_1", claims.GetProperty("purchaseId").GetString());
        Assert.Equal(token.TokenId, claims.GetProperty("jti").GetString());
        Assert.Equal(now, claims.GetProperty("iat").GetInt64());
        Assert.Equal(now + 300, claims.GetProperty("exp").GetInt64());
        Assert.InRange(claims.GetProperty("nbf").GetInt64(), now - 60, now);
        Assert.Equal(token.ExpiresAt.ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
    }

    [Fact]
    public async Task EveryToken_HasAnIdOfItsOwn()
    {
        var mint = Mint();
        var (one, other) = (await mint.MintAsync(Buyer, true, null, default), await mint.MintAsync(Buyer, true, null, default));
        Assert.NotEqual(one.TokenId, other.TokenId);
    }

    [Fact]
    public async Task LoginByEmail_HasNoPurchase()
    {
        var token = await Mint().MintAsync(Buyer with { Purchase = null }, false, null, default);

        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Jwt!.Split('.')[1])).RootElement;
        Assert.False(claims.TryGetProperty("purchaseId", out _));
        Assert.Equal(token.TokenId, claims.GetProperty("jti").GetString());
    }

    [Fact]
    public void DerSignature_BecomesFixedLength_AlsoWithShortAndPaddedNumbers()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var content = "content"u8.ToArray();
        for (var i = 0; i < 300; i++)
        {
            var der = key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            Assert.True(key.VerifyData(content, KmsSigner.ToFixedLength(der), HashAlgorithmName.SHA256));
        }
    }

    private TokenMint Mint() => new(signer, "issuer", "audience", TimeSpan.FromMinutes(5), time);
}
