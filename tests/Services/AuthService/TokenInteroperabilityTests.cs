using System.Text.Json;
using AuthService.Tokens;
using Bff.Keys;
using Contracts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PublishedKeys = Microsoft.IdentityModel.Tokens.JsonWebKeySet;

namespace Services.Tests.AuthService;

/// <summary>A second opinion on our own JOSE code: a library that applications use accepts what we mint and publish.</summary>
public sealed class TokenInteroperabilityTests : IDisposable
{
    private static readonly JsonSerializerOptions AsTheApiWrites = new(JsonSerializerDefaults.Web);

    private readonly Forge forge = new();

    [Fact]
    public async Task TokenOfTheMint_IsValidToALibrary_ByThePublishedKeySet()
    {
        var mint = new TokenMint(forge.Key, Forge.Issuer, Forge.Audience, TimeSpan.FromMinutes(5), forge.Time);
        var token = await mint.MintAsync(new Identity("usr_1", "a@example.com"), true, null, default);

        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token.Jwt, await RulesAsync());
        Assert.True(result.IsValid, result.Exception?.ToString());
        Assert.Equal("usr_1", result.Claims["sub"]);
        Assert.Equal(forge.Now, new DateTimeOffset(result.SecurityToken.ValidTo).ToUnixTimeSeconds() - 300);
    }

    [Fact]
    public async Task ForgersOwnToken_IsGood_SoThatItsAttacksFailForTheRightReason()
    {
        Assert.IsType<Verification.Genuine>(await forge.VerifyAsync(forge.Sign()));
        Assert.True((await new JsonWebTokenHandler().ValidateTokenAsync(forge.Sign(), await RulesAsync())).IsValid);
    }

    public void Dispose() => forge.Dispose();

    private async Task<TokenValidationParameters> RulesAsync() => new()
    {
        ValidIssuer = Forge.Issuer,
        ValidAudience = Forge.Audience,
        ValidAlgorithms = ["ES256"],
        ValidTypes = ["JWT"],
        IssuerSigningKeys = PublishedKeys.Create(
            JsonSerializer.Serialize(await new KeySet(forge.Key).GetAsync(default), AsTheApiWrites)).GetSigningKeys(),
        LifetimeValidator = (notBefore, expires, _, _) => notBefore <= forge.Time.GetUtcNow() && forge.Time.GetUtcNow() < expires,
    };
}
