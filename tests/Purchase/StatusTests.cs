using System.Net;
using System.Text.Json;
using Purchase.Tests.Support;

namespace Purchase.Tests;

[Collection(nameof(OpenShop))]
public class StatusTests(Shop shop)
{
    [SkippableFact]
    public async Task WrongToken_LooksLikeAWrongId()
    {
        var (one, other) = (await shop.BuyAsync(), await shop.BuyAsync());

        using var wrongToken = await shop.GetAsync(one.StatusUrl, other.StatusToken);
        using var wrongId = await shop.GetAsync("/api/purchases/pur_00000000000000000000000000", one.StatusToken);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrongToken.StatusCode, wrongId.StatusCode));
        Assert.Equal(await wrongToken.Content.ReadAsStringAsync(), await wrongId.Content.ReadAsStringAsync());
    }

    [SkippableFact]
    public async Task NoToken_Is401_WhetherThePurchaseExistsOrNot()
    {
        var purchase = await shop.BuyAsync();

        using var known = await shop.GetAsync(purchase.StatusUrl);
        using var unknown = await shop.GetAsync("/api/purchases/pur_00000000000000000000000000");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (known.StatusCode, unknown.StatusCode));
        Assert.Equal(await known.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
    }

    [SkippableFact]
    public async Task Products_Health_AndTheApisDescription_AreThere()
    {
        var products = await shop.GetJsonAsync("/api/products");
        Assert.Contains(products.EnumerateArray(), product => product.GetProperty("productId").GetString() == "prod_premium_tier");
        Assert.Equal("ok", (await shop.GetJsonAsync("/api/health")).GetProperty("status").GetString());

        var description = await shop.GetJsonAsync("/api/openapi.json");
        Assert.StartsWith("3.", description.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.True(description.GetProperty("paths").TryGetProperty("/checkout", out _));
        var schemas = description.GetProperty("components").GetProperty("schemas");
        Assert.Contains("pattern", PropertyOf(schemas, "CheckoutRequest", "codeChallenge"), StringComparison.Ordinal);
        Assert.NotEmpty(PropertyOf(schemas, "PurchaseStatusView", "signIn"));
    }

    [SkippableFact]
    public async Task UnknownPath_IsAProblemDocument()
    {
        using var response = await shop.GetAsync("/api/nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private static string PropertyOf(JsonElement schemas, string type, string property) =>
        schemas.GetProperty(type).GetProperty("properties").GetProperty(property).GetRawText();
}
