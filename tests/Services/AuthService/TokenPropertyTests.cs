using System.Text;
using AuthService.Tokens;
using CsCheck;

namespace Services.Tests.AuthService;

/// <summary>What holds for whatever an attacker sends.</summary>
public sealed class TokenPropertyTests : IDisposable
{
    private const string Base64UrlCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly Forge forge = new();

    /// <summary>No bit of a token can be changed, not even one that its encoding doesn't use.</summary>
    [Fact]
    public void ChangedCharacter_MakesAnyTokenWorthless()
    {
        var token = forge.Sign();
        Gen.Select(Gen.Int[0, token.Length - 1], Gen.Char[Base64UrlCharacters + ".=+/ "]).Sample((position, character) =>
        {
            var changed = token[..position] + character + token[(position + 1)..];
            Assert.Equal(changed == token, Verify(changed) is Verification.Genuine);
        });
    }

    [Fact]
    public void LastCharacterOfEachPart_HasOneSpelling()
    {
        var token = forge.Sign();
        foreach (var end in new[] { token.IndexOf('.') - 1, token.LastIndexOf('.') - 1, token.Length - 1 })
        {
            Assert.All(Base64UrlCharacters.Where(character => character != token[end]), character =>
                Assert.IsType<Verification.Refused>(Verify(token[..end] + character + token[(end + 1)..])));
        }
    }

    [Fact]
    public void PartsOfTwoTokens_MakeNoThird()
    {
        var one = forge.Sign().Split('.');
        var other = forge.Sign(claims: forge.Claims.Replace("pur_1", "pur_2")).Split('.');
        Assert.IsType<Verification.Refused>(Verify($"{one[0]}.{one[1]}.{other[2]}"));
        Assert.IsType<Verification.Refused>(Verify($"{one[0]}.{other[1]}.{one[2]}"));
    }

    [Fact]
    public void AnyText_IsForged_AndNothingThrows() =>
        Gen.String.Sample(text => Assert.IsType<Verification.Refused>(Verify(text)));

    [Fact]
    public void AnyHeader_IsForged_AndNothingThrows() => Gen.Byte.Array[0, 200].Sample(header =>
        Assert.IsType<Verification.Refused>(Verify(forge.Sign(header, Encoding.UTF8.GetBytes(forge.Claims)))));

    /// <summary>Even of our own key: a mint with a defect must not break the verifier.</summary>
    [Fact]
    public void AnyClaims_AreForged_AndNothingThrows() => Gen.Byte.Array[0, 200].Sample(claims =>
        Assert.IsType<Verification.Refused>(Verify(forge.Sign(Encoding.UTF8.GetBytes(forge.Header), claims))));

    [Fact]
    public void CutToken_IsForged() => Gen.Int[0, 300].Sample(length =>
    {
        var token = forge.Sign();
        Assert.IsType<Verification.Refused>(Verify(token[..Math.Min(length, token.Length - 1)]));
    });

    public void Dispose() => forge.Dispose();

    private Verification Verify(string token)
    {
        var verified = forge.VerifyAsync(token);
        Assert.True(verified.IsCompleted); // nothing here waits
        return verified.GetAwaiter().GetResult();
    }
}
