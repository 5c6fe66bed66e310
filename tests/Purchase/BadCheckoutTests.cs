using System.Net;
using Purchase.Tests.Support;

namespace Purchase.Tests;

[Collection(nameof(OpenShop))]
public class BadCheckoutTests(Shop shop)
{
    private const string Good = """{"productId":"prod_premium_tier","email":"a@example.com","paymentMethod":"pm_card_visa"}""";

    public static TheoryData<string, HttpStatusCode> Bodies => new()
    {
        { "{", HttpStatusCode.BadRequest },
        { "", HttpStatusCode.BadRequest },
        { "null", HttpStatusCode.BadRequest },
        { "[]", HttpStatusCode.BadRequest },
        { "{}", HttpStatusCode.BadRequest },
        { Good.Replace("prod_premium_tier", "prod_unknown"), HttpStatusCode.BadRequest },
        { Good.Replace("a@example.com", "nobody"), HttpStatusCode.BadRequest },
        { Good.Replace("a@example.com", "A <a@example.com>"), HttpStatusCode.BadRequest },
        { Good.Replace("pm_card_visa", "pm_unknown"), HttpStatusCode.BadRequest },
        { Good.Replace("\"pm_card_visa\"", "7"), HttpStatusCode.BadRequest },
        { Good.Replace("{", """{"amount":0.01,"""), HttpStatusCode.BadRequest },
        { Good.Replace("{", """{"codeChallenge":null,"""), HttpStatusCode.BadRequest },
        { Good.Replace("{", """{"codeChallenge":"","""), HttpStatusCode.BadRequest },
        { Good + new string(' ', 20_000), HttpStatusCode.RequestEntityTooLarge },
        { Good + new string(' ', 11 * 1024 * 1024), HttpStatusCode.RequestEntityTooLarge },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task BadBody_IsAProblemDocument_AndChargesNothing(string body, HttpStatusCode expected)
    {
        var before = await ChargesAsync();
        var answer = await shop.PostCheckoutAsync(body, Guid.NewGuid().ToString());

        AssertProblem(expected, answer);
        Assert.Equal(before, await ChargesAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task MissingKey_IsRefused(string? key) => AssertProblem(HttpStatusCode.BadRequest, await shop.PostCheckoutAsync(Good, key));

    [Fact]
    public async Task KeyOfMoreThan255Characters_IsRefused() =>
        AssertProblem(HttpStatusCode.BadRequest, await shop.PostCheckoutAsync(Good, new string('k', 256)));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task OtherContentType_IsRefused(string contentType) => AssertProblem(
        HttpStatusCode.UnsupportedMediaType, await shop.PostCheckoutAsync(Good, Guid.NewGuid().ToString(), contentType));

    [Theory]
    [InlineData("short")]
    [InlineData("a-verifier-in-place-of-its-challenge-0123456789abcdef")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=")] // padded, one character missing
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN")] // bits that no SHA-256 has
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\\n")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")] // base64, not base64url
    public async Task MalformedChallenge_IsSaidToBeOne(string challenge)
    {
        var answer = await shop.PostCheckoutAsync(Good.Replace("{", $$"""{"codeChallenge":"{{challenge}}","""), Guid.NewGuid().ToString());

        AssertProblem(HttpStatusCode.BadRequest, answer);
        Assert.StartsWith("codeChallenge", answer.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static void AssertProblem(HttpStatusCode expected, CheckoutAnswer answer)
    {
        Assert.Equal(expected, answer.Code);
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("urn:awsplatform:problem:", answer.Problem, StringComparison.Ordinal);
        Assert.Equal((int)expected, answer.Body.GetProperty("status").GetInt32());
        Assert.DoesNotContain("   at ", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<int> ChargesAsync() => (await shop.GetJsonAsync("/_local/ledger")).GetProperty("charges").GetArrayLength();
}
