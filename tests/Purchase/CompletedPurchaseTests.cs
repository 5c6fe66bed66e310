using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Purchase.Tests.Support;

namespace Purchase.Tests;

[Collection(nameof(OpenShop))]
public class CompletedPurchaseTests(Shop shop)
{
    [SkippableFact]
    public async Task NewBuyer_GetsAccountOrderReceiptAndLogin_AndAllLedgersAgree()
    {
        var email = Shop.NewEmail();
        var purchase = await shop.BuyAsync(email);

        Assert.Equal(HttpStatusCode.Accepted, purchase.Code);
        Assert.Equal(purchase.StatusUrl, purchase.Response.Headers.Location!.ToString());
        Assert.NotNull(purchase.Response.Headers.RetryAfter);
        var view = await shop.WaitForAsync(purchase, "COMPLETED");

        Assert.Equal("prod_premium_tier", view.GetProperty("productId").GetString());
        Assert.Equal((99.99m, "USD"), (view.GetProperty("amount").GetDecimal(), view.GetProperty("currency").GetString()));

        var money = await shop.MoneyOfAsync(purchase.PurchaseId);
        Assert.Equal(9999, Assert.Single(money.Charges).GetProperty("amount").GetInt64());
        Assert.Empty(money.Refunds);

        var entitlement = await shop.WaitForItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}", "state", "GRANTED");
        var order = await shop.WaitForItemAsync("Orders", "purchaseId", purchase.PurchaseId, "state", "FULFILLED");
        var user = await shop.ItemAsync("Users", "pk", $"user#{order["userId"].S}");
        Assert.Equal(entitlement["userId"].S, order["userId"].S);
        Assert.Equal(email, user!["email"].S);
        Assert.Equal("prod_premium_tier", user["products"].M[purchase.PurchaseId].S);

        var receipt = Assert.Single(await shop.WaitForEmailsAsync(email, 1));
        foreach (var form in new[] { "text", "html" })
            Assert.Contains("99.99 USD", receipt.GetProperty(form).GetString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task LoginLink_HoldsATokenThatThePublishedKeyVerifies()
    {
        var purchase = await shop.BuyAsync();
        var login = (await shop.WaitForAsync(purchase, "COMPLETED")).GetProperty("login");

        Assert.InRange(login.GetProperty("expiresAt").GetDateTimeOffset(), DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        var token = login.GetProperty("url").GetString()!.Split("token=")[1];
        var parts = token.Split('.');
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        var key = (await shop.GetJsonAsync("/api/.well-known/jwks.json")).GetProperty("keys").EnumerateArray()
            .Single(key => key.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()),
            },
        });

        Assert.True(ecdsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        Assert.Equal(purchase.PurchaseId, claims.GetProperty("purchaseId").GetString());
    }

    [SkippableFact]
    public async Task ReturningBuyer_KeepsTheUser_AndGainsTheProduct()
    {
        var email = Shop.NewEmail();
        var first = await shop.BuyAsync(email, "prod_basic_tier");
        await shop.WaitForAsync(first, "COMPLETED");
        var second = await shop.BuyAsync(email.ToUpperInvariant(), "prod_premium_tier");
        var view = await shop.WaitForAsync(second, "COMPLETED");
        Assert.False(view.TryGetProperty("login", out _)); // paying with a customer's address must not log in as that customer
        Assert.Equal("RETURNING_CUSTOMER", view.GetProperty("signIn").GetProperty("reason").GetString());

        var users = new[] { first, second }.Select(async purchase =>
            (await shop.WaitForItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}", "state", "GRANTED"))["userId"].S);
        var userId = Assert.Single((await Task.WhenAll(users)).Distinct());
        var products = (await shop.ItemAsync("Users", "pk", $"user#{userId}"))!["products"].M;
        Assert.Equal(["prod_basic_tier", "prod_premium_tier"], products.Values.Select(product => product.S).Order());
    }

    [SkippableFact]
    public async Task TwoPurchasesOfANewBuyerAtOnce_MakeOneUser()
    {
        var email = Shop.NewEmail();
        var purchases = await Task.WhenAll(shop.BuyAsync(email), shop.BuyAsync(email, "prod_basic_tier"));
        foreach (var purchase in purchases)
            await shop.WaitForAsync(purchase, "COMPLETED");

        var users = await Task.WhenAll(purchases.Select(async purchase =>
            (await shop.WaitForItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}", "state", "GRANTED"))["userId"].S));
        Assert.Single(users.Distinct());
    }

    [SkippableFact]
    public async Task Saga_TellsItsStory()
    {
        var purchase = await shop.BuyAsync();
        await shop.WaitForAsync(purchase, "COMPLETED");

        var execution = await Wait.ForAsync("the end of the saga", async () =>
            await shop.GetJsonAsync($"/_local/executions/{purchase.PurchaseId}") is var found && found.GetProperty("status").GetString() == "SUCCEEDED"
                ? found.GetRawText() : null);
        var states = JsonDocument.Parse(execution).RootElement.GetProperty("history").EnumerateArray()
            .Where(step => step.TryGetProperty("stateEnteredEventDetails", out _))
            .Select(step => step.GetProperty("stateEnteredEventDetails").GetProperty("name").GetString());
        Assert.Equal(
            ["IsRefundRequested", "CreateUser", "MarkAccountCreated", "IssueToken", "CompletePurchase", "AnnounceCompletion", "Completed"], states);
        Assert.DoesNotContain("eyJ", execution, StringComparison.Ordinal); // no login token in the history
    }
}
