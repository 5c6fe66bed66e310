using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using AuthService.Keys;
using AuthService.Tokens;
using Services.Tests.Support;

namespace Services.Tests.AuthService;

/// <summary>Attacks on the token's form, header and signature (RFC 8725, section 2).</summary>
public sealed class TokenForgeryTests : IDisposable
{
    private readonly Forge forge = new();
    private readonly ECDsa thief = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    [InlineData("")]
    public async Task NoAlgorithm_IsForged_WithoutASignatureAndWithAnyOther(string algorithm)
    {
        var header = forge.Header.Replace("ES256", algorithm);
        await forge.AssertForgedAsync(forge.Seal(_ => [], header));
        await forge.AssertForgedAsync(forge.Seal(_ => [], header).TrimEnd('.'));
        await forge.AssertForgedAsync(forge.Sign(header)); // even with a signature of the right key
    }

    /// <summary>Whoever lets the header choose the algorithm takes the public key, which everybody has, for a secret.</summary>
    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task PublicKeyAsASecret_IsForged(string algorithm)
    {
        var parameters = forge.Key.Pair.ExportParameters(false);
        var secrets = new[]
        {
            forge.Key.Pair.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(forge.Key.Pair.ExportSubjectPublicKeyInfoPem()),
            [.. parameters.Q.X!, .. parameters.Q.Y!], [4, .. parameters.Q.X!, .. parameters.Q.Y!], Encoding.ASCII.GetBytes("key-1"), [],
        };
        foreach (var secret in secrets)
        {
            await forge.AssertForgedAsync(forge.Seal(content => Mac(algorithm, secret, content), forge.Header.Replace("ES256", algorithm)));
            await forge.AssertForgedAsync(forge.Seal(content => Mac("HS512", secret, content))); // as long as a real signature
        }
    }

    [Theory]
    [InlineData("ES384")]
    [InlineData("ES512")]
    [InlineData("ES256K")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("EdDSA")]
    [InlineData("es256")]
    public async Task OtherAlgorithm_IsForged_EvenWithASignatureOfTheRightKey(string algorithm) =>
        await forge.AssertForgedAsync(forge.Sign(forge.Header.Replace("ES256", algorithm)));

    [Theory]
    [InlineData("\"key-2\"")]
    [InlineData("\"KEY-1\"")]
    [InlineData("\"key-1\\u0000\"")]
    [InlineData("\"../key-1\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("[\"key-1\"]")]
    public async Task OtherKeyId_IsForged(string keyId) =>
        await forge.AssertForgedAsync(forge.Sign(forge.Header.Replace("\"key-1\"", keyId)));

    [Fact]
    public async Task SignatureOfAnotherListedKey_IsForged()
    {
        var other = new LocalKey("key-2");
        var verifier = new TokenVerifier(new TwoKeys(forge.Key, other), Forge.Issuer, Forge.Audience, forge.Time);

        Assert.IsType<Verification.Genuine>(
            await verifier.VerifyAsync(forge.Sign(forge.Header.Replace("key-1", "key-2"), key: other.Pair), default));
        Assert.IsType<Verification.Refused>(await verifier.VerifyAsync(forge.Sign(key: other.Pair), default));
    }

    /// <summary>A header brings no key, no place to get one from, and nothing that would be critical to understand.</summary>
    [Theory]
    [InlineData("\"jku\":\"https://evil.example/jwks.json\"")]
    [InlineData("\"x5u\":\"https://evil.example/key.pem\"")]
    [InlineData("\"x5c\":[\"MIIB\"]")]
    [InlineData("\"crit\":[\"exp\"]")]
    [InlineData("\"crit\":[\"b64\"],\"b64\":false")]
    [InlineData("\"zip\":\"DEF\"")]
    [InlineData("\"cty\":\"JWT\"")]
    [InlineData("\"ALG\":\"none\"")]
    [InlineData("\"alg\":\"none\"")]
    [InlineData("\"\\u0061lg\":\"ES256\"")]
    [InlineData("\"kid\":\"key-1\"")]
    public async Task HeaderThatSaysMore_OrSomethingTwice_IsForged_WhoeverSigned(string member)
    {
        await forge.AssertForgedAsync(forge.Sign(forge.Header.Replace("{", $"{{{member},")));
        await forge.AssertForgedAsync(forge.Sign(forge.Header.Replace("}", $",{member}}}")));
        await forge.AssertForgedAsync(forge.Sign(forge.Header.Replace("}", $",{member}}}"), key: thief));
    }

    [Fact]
    public async Task KeyInTheHeader_IsForged()
    {
        var point = thief.ExportParameters(false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var jwk = $$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{y}}"}""";

        await forge.AssertForgedAsync(forge.Sign(forge.Header.Replace("}", $",\"jwk\":{jwk}}}"), key: thief));
        Assert.Empty(forge.Key.Asked);
    }

    [Theory]
    [InlineData("""{"alg":"ES256","kid":"key-1"}""")]
    [InlineData("""{"alg":"ES256","typ":"at+jwt","kid":"key-1"}""")]
    [InlineData("""{"alg":"ES256","typ":null,"kid":"key-1"}""")]
    [InlineData("""{"typ":"JWT","kid":"key-1"}""")]
    [InlineData("""{"alg":"ES256","typ":"JWT"}""")]
    [InlineData("""["ES256","JWT","key-1"]""")]
    [InlineData("""{"alg":"ES256","typ":"JWT","kid":"key-1",}""")]
    [InlineData("""/**/{"alg":"ES256","typ":"JWT","kid":"key-1"}""")]
    [InlineData("""{"alg":"ES256","typ":"JWT","kid":"\ud800"}""")]
    [InlineData("""{"alg":"ES256","typ":"JWT","kid":"key-1","\ud800":1}""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task OtherHeader_IsForged(string header) => await forge.AssertForgedAsync(forge.Sign(header));

    [Fact]
    public async Task HeaderThatIsNoUnicode_IsForged()
    {
        var header = Encoding.UTF8.GetBytes(forge.Header);
        await forge.AssertForgedAsync(forge.Sign([0xEF, 0xBB, 0xBF, .. header], Encoding.UTF8.GetBytes(forge.Claims)));
        for (var i = 0; i < header.Length; i++)
        {
            var broken = header.ToArray();
            broken[i] = 0xFF;
            await forge.AssertForgedAsync(forge.Sign(broken, Encoding.UTF8.GetBytes(forge.Claims)));
        }
    }

    [Fact]
    public async Task SignatureOfAnotherForm_IsForged()
    {
        byte[] zeros = new byte[64], order = [.. P256Order.ToByteArray(true, true), .. P256Order.ToByteArray(true, true)];
        var pair = forge.Key.Pair;
        await forge.AssertForgedAsync(forge.Seal(
            content => pair.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        await forge.AssertForgedAsync(forge.Seal(content => [.. pair.SignData(content, HashAlgorithmName.SHA256), 0]));
        await forge.AssertForgedAsync(forge.Seal(content => [0, .. pair.SignData(content, HashAlgorithmName.SHA256)]));
        await forge.AssertForgedAsync(forge.Seal(content => pair.SignData(content, HashAlgorithmName.SHA256)[..63]));
        await forge.AssertForgedAsync(forge.Seal(content => pair.SignData(content, HashAlgorithmName.SHA512)));
        await forge.AssertForgedAsync(forge.Seal(_ => []));
        await forge.AssertForgedAsync(forge.Seal(_ => zeros)); // good for every message where r and s are not checked
        await forge.AssertForgedAsync(forge.Seal(_ => order));
        await forge.AssertForgedAsync(forge.Sign(key: thief));
    }

    [Theory]
    [InlineData("{0}=")]
    [InlineData("{0}==")]
    [InlineData("{0}.")]
    [InlineData("{0}.e30")]
    [InlineData(".{0}")]
    [InlineData("{0} ")]
    [InlineData(" {0}")]
    [InlineData("{0}\n")]
    [InlineData("Bearer {0}")]
    [InlineData("{0}&token={0}")]
    [InlineData("{0}\0")]
    public async Task TokenWithSomethingAround_IsForged(string form) =>
        await forge.AssertForgedAsync(form.Replace("{0}", forge.Sign()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d.e")]
    [InlineData("{\"payload\":\"e30\",\"protected\":\"e30\",\"signature\":\"\"}")]
    [InlineData("ключ.ключ.ключ")]
    public async Task NoToken_IsForged_AndNoKeyIsAskedFor(string? token)
    {
        await forge.AssertForgedAsync(token);
        Assert.Empty(forge.Key.Asked);
    }

    [Theory]
    [InlineData(TokenVerifier.MaximumLength + 1)]
    [InlineData(10_000_000)]
    public async Task TooLongToken_IsForged_WithoutBeingRead(int length)
    {
        var token = forge.Sign(claims: forge.Claims.Replace("{", $$"""{"more":"{{new string('x', length)}}","""));
        await forge.AssertForgedAsync(token);
        await forge.AssertForgedAsync(new string('.', length));
        Assert.Empty(forge.Key.Asked);
    }

    public void Dispose()
    {
        forge.Dispose();
        thief.Dispose();
    }

    private static BigInteger P256Order => BigInteger.Parse(
        "00FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber,
        System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Mac(string algorithm, byte[] secret, byte[] content) => algorithm switch
    {
        "HS256" => HMACSHA256.HashData(secret, content),
        "HS384" => HMACSHA384.HashData(secret, content),
        _ => HMACSHA512.HashData(secret, content),
    };

    /// <summary>In the middle of a rotation.</summary>
    private sealed class TwoKeys(LocalKey one, LocalKey other) : IPublicKeys
    {
        public IReadOnlyList<string> KeyIds => [one.KeyId, other.KeyId];

        public ValueTask<ECParameters?> FindAsync(string keyId, CancellationToken cancellation) =>
            (keyId == one.KeyId ? one : other).FindAsync(keyId, cancellation);
    }
}
