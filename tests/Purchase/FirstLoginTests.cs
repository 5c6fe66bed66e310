using System.Net;
using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>From the checkout's proof key to the one redemption that it allows.</summary>
[Collection(nameof(OpenShop))]
public class FirstLoginTests(Shop shop)
{
    [SkippableFact]
    public async Task Login_NeedsTheVerifierOfTheCheckout_AndAWrongOneDoesNotBurnTheToken()
    {
        var (email, proofKey) = (Shop.NewEmail(), ProofKey.New());
        var purchase = await shop.BuyAsync(email, proofKey: proofKey);
        var token = await shop.LoginTokenAsync(purchase);

        Assert.Equal("MissingVerifier", OutcomeOf(await shop.RedeemAsync(token, null)));
        Assert.Equal("WrongVerifier", OutcomeOf(await shop.RedeemAsync(token, ProofKey.New().Verifier)));
        Assert.Equal("WrongVerifier", OutcomeOf(await shop.RedeemAsync(token, proofKey.Challenge)));
        Assert.Equal("WrongVerifier", OutcomeOf(await shop.RedeemAsync(token, "x")));

        var redeemed = await shop.RedeemAsync(token, proofKey.Verifier);
        Assert.Equal("Redeemed", OutcomeOf(redeemed));
        var identity = redeemed.GetProperty("identity");
        Assert.Equal(email, identity.GetProperty("email").GetString());
        var entitlement = await shop.ItemAsync("Users", "pk", $"purchase#{purchase.PurchaseId}");
        Assert.Equal(entitlement!["userId"].S, identity.GetProperty("userId").GetString());
        var product = identity.GetProperty("purchase");
        Assert.Equal(purchase.PurchaseId, product.GetProperty("purchaseId").GetString());
        Assert.Equal((99.99m, "USD"), (product.GetProperty("amount").GetDecimal(), product.GetProperty("currency").GetString()));

        Assert.Equal("Used", OutcomeOf(await shop.RedeemAsync(token, proofKey.Verifier)));
    }

    [SkippableFact]
    public async Task TokenOfAnotherPurchase_DoesNotOpenWithMyVerifier()
    {
        var (mine, theirs) = (ProofKey.New(), ProofKey.New());
        var stolen = await shop.LoginTokenAsync(await shop.BuyAsync(proofKey: theirs));
        var own = await shop.LoginTokenAsync(await shop.BuyAsync(proofKey: mine));

        Assert.Equal("WrongVerifier", OutcomeOf(await shop.RedeemAsync(stolen, mine.Verifier)));
        Assert.Equal("Redeemed", OutcomeOf(await shop.RedeemAsync(own, mine.Verifier)));
    }

    [SkippableFact]
    public async Task CheckoutWithoutAChallenge_LogsInWithoutAVerifier() =>
        Assert.Equal("Redeemed", OutcomeOf(await shop.RedeemAsync(await shop.LoginTokenAsync(await shop.BuyAsync()), null)));

    [SkippableFact]
    public async Task HundredRedemptionsAtOnce_HaveOneWinner()
    {
        var proofKey = ProofKey.New();
        var token = await shop.LoginTokenAsync(await shop.BuyAsync(proofKey: proofKey));

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => shop.RedeemAsync(token, proofKey.Verifier)));
        Assert.Single(answers, answer => answer.TryGetProperty("identity", out _));
        Assert.Equal(99, answers.Count(answer => OutcomeOf(answer) == "Used"));
    }

    [SkippableFact]
    public async Task AnotherChallengeWithTheSameKey_IsAnotherCheckout()
    {
        var (key, email) = (Guid.NewGuid().ToString(), Shop.NewEmail());
        await shop.BuyAsync(email, key: key, proofKey: ProofKey.New());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await shop.BuyAsync(email, key: key, proofKey: ProofKey.New())).Code);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await shop.BuyAsync(email, key: key)).Code);
    }

    [SkippableFact]
    public async Task StatusView_OffersTheLinkUntilItIsUsed_ThenTheWayToSignIn()
    {
        var purchase = await shop.BuyAsync();
        var token = await shop.LoginTokenAsync(purchase);
        Assert.Equal(token, await shop.LoginTokenAsync(purchase));
        await shop.RedeemAsync(token, null);

        var view = await shop.WaitForAsync(purchase, "COMPLETED");
        Assert.False(view.TryGetProperty("login", out _));
        Assert.Equal("REDEEMED", view.GetProperty("signIn").GetProperty("reason").GetString());
        Assert.EndsWith("/app/login", view.GetProperty("signIn").GetProperty("url").GetString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ExpiredLink_IsReplacedOnce_AlsoForManyPollsAtOnce_ThenTheBuyerSignsInByEmail()
    {
        var proofKey = ProofKey.New();
        var purchase = await shop.BuyAsync(proofKey: proofKey);
        var expired = await shop.LoginTokenAsync(purchase);
        await ExpireAsync(purchase);

        var fresh = Assert.Single((await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.LoginTokenAsync(purchase)))).Distinct());
        Assert.NotEqual(expired, fresh);
        Assert.Equal("Expired", OutcomeOf(await shop.RedeemAsync(expired, proofKey.Verifier))); // by its own clock it would be good still
        Assert.Equal("WrongVerifier", OutcomeOf(await shop.RedeemAsync(fresh, ProofKey.New().Verifier)));

        await ExpireAsync(purchase);
        var view = await shop.WaitForAsync(purchase, "COMPLETED");
        Assert.False(view.TryGetProperty("login", out _));
        Assert.Equal("EXPIRED", view.GetProperty("signIn").GetProperty("reason").GetString());
        Assert.Equal("Redeemed", OutcomeOf(await shop.RedeemAsync(fresh, proofKey.Verifier))); // only the table says that it has expired
    }

    /// <summary>Instead of waiting five minutes.</summary>
    private Task ExpireAsync(CheckoutAnswer purchase) => shop.ChangeItemAsync(
        "SsoTokens", "loginId", purchase.PurchaseId, "expiresAt", new AttributeValue("2026-01-01T00:00:00.0000000Z"));

    private static string? OutcomeOf(JsonElement answer) => answer.GetProperty("outcome").GetString();
}
