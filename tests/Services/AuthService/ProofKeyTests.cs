using AuthService.RedeemToken;
using CsCheck;

namespace Services.Tests.AuthService;

public class ProofKeyTests
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    [Fact]
    public void Challenge_IsThatOfTheSpecificationsExample() => Assert.Equal( // RFC 7636, appendix B
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", ProofKey.ChallengeOf("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

    [Theory]
    [InlineData(0, false)]
    [InlineData(42, false)]
    [InlineData(43, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Verifier_HasBounds(int length, bool accepted) =>
        Assert.Equal(accepted, ProofKey.ChallengeOf(new string('a', length)) is not null);

    [Fact]
    public void Verifier_HasUnreservedCharactersOnly() => Gen.Select(Gen.Int[0, 42], Gen.Char).Sample((position, character) =>
    {
        var verifier = new string('a', position) + character + new string('a', 42 - position);
        Assert.Equal(Unreserved.Contains(character), ProofKey.ChallengeOf(verifier) is not null);
    });
}
