using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AuthService.Tokens;
using Microsoft.Extensions.Time.Testing;
using Services.Tests.Support;

namespace Services.Tests.AuthService;

/// <summary>Makes tokens that the mint would never make, and shows them to the verifier.</summary>
internal sealed class Forge : IDisposable
{
    public const string Issuer = "awsplatform-auth";
    public const string Audience = "https://app.example.com";

    /// <summary>The key whose tokens are good.</summary>
    public LocalKey Key { get; } = new("key-1");

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    public string Header { get; } = """{"alg":"ES256","typ":"JWT","kid":"key-1"}""";

    public string Claims => $$"""
        {"iss":"{{Issuer}}","sub":"usr_1","aud":"{{Audience}}","exp":{{Now + 300}},"nbf":{{Now - 5}},"iat":{{Now}},
         "jti":"t1","purchaseId":"pur_1"}
        """;

    /// <summary>A token of any content, signed as the mint signs. Without arguments a good one.</summary>
    public string Sign(string? header = null, string? claims = null, ECDsa? key = null) =>
        Sign(Encoding.UTF8.GetBytes(header ?? Header), Encoding.UTF8.GetBytes(claims ?? Claims), key);

    public string Sign(byte[] header, byte[] claims, ECDsa? key = null) =>
        Seal(header, claims, content => (key ?? Key.Pair).SignData(content, HashAlgorithmName.SHA256));

    /// <summary>A token with any signature.</summary>
    public static string Seal(byte[] header, byte[] claims, Func<byte[], byte[]> sign)
    {
        var content = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    public string Seal(Func<byte[], byte[]> sign, string? header = null) =>
        Seal(Encoding.UTF8.GetBytes(header ?? Header), Encoding.UTF8.GetBytes(Claims), sign);

    public Task<Verification> VerifyAsync(string? token) => new TokenVerifier(Key, Issuer, Audience, Time).VerifyAsync(token, default);

    public async Task AssertForgedAsync(string? token)
    {
        var refused = Assert.IsType<Verification.Refused>(await VerifyAsync(token));
        Assert.Equal(global::Contracts.RedeemOutcome.Forged, refused.Outcome);
    }

    public void Dispose() => Key.Pair.Dispose();
}
