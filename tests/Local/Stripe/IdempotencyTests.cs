using System.Net;
using System.Text.Json;
using Local.Stripe;
using Stripe;

namespace Local.Tests.Stripe;

public sealed class IdempotencyTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    private readonly PaymentIntentService intents = sandbox.StripeNet().V1.PaymentIntents;

    [Fact]
    public async Task SameKeySameParameters_GetTheSameAnswerAndOneCharge()
    {
        using var first = await PostPayment("key-same", "pur_same");
        using var second = await PostPayment("key-same", "pur_same");

        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal("true", second.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(first.Headers.GetValues("Request-Id"), second.Headers.GetValues("Original-Request"));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal("key-same", Assert.Single(sandbox.Ledger.Read("pur_same").Charges).IdempotencyKey);
    }

    [Fact]
    public async Task SameKey_AfterADecline_RepeatsTheDecline()
    {
        var key = new RequestOptions { IdempotencyKey = "key-declined" };
        var first = await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(RunningSandbox.Payment("pm_card_chargeDeclined"), key));
        var second = await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(RunningSandbox.Payment("pm_card_chargeDeclined"), key));

        Assert.Equal(first.StripeError.PaymentIntent.Id, second.StripeError.PaymentIntent.Id);
    }

    [Fact]
    public async Task SameKeyOtherParameters_IsAnIdempotencyError()
    {
        var key = new RequestOptions { IdempotencyKey = "key-other" };
        var intent = await intents.CreateAsync(RunningSandbox.Payment(), key);

        var otherAmount = await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(RunningSandbox.Payment(amount: 100), key));
        var otherEndpoint = await Assert.ThrowsAsync<StripeException>(
            () => sandbox.StripeNet().V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent.Id }, key));

        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (otherAmount.HttpStatusCode, otherAmount.StripeError.Type));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (otherEndpoint.HttpStatusCode, otherEndpoint.StripeError.Type));
    }

    [Fact]
    public async Task RequestThatFailsValidation_LeavesItsKeyFree()
    {
        var key = new RequestOptions { IdempotencyKey = "key-corrected" };
        await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(RunningSandbox.Payment(amount: 1), key));

        var intent = await intents.CreateAsync(RunningSandbox.Payment(), key);

        Assert.Equal("succeeded", intent.Status);
    }

    [Fact]
    public async Task RequestThatFailedAfterItBegan_KeepsItsAnswer()
    {
        var key = new RequestOptions { IdempotencyKey = "key-missing" };
        await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(RunningSandbox.Payment("pm_none"), key));

        var again = await Assert.ThrowsAsync<StripeException>(() => intents.CreateAsync(RunningSandbox.Payment("pm_none"), key));

        Assert.Equal("true", again.StripeResponse.Headers.GetValues("Idempotent-Replayed").Single());
    }

    [Fact]
    public async Task Key_After24Hours_MeansANewRequest()
    {
        using var first = await PostPayment("key-old", "pur_old");
        sandbox.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        using var lateTwin = await PostPayment("key-old", "pur_old");
        Assert.True(lateTwin.Headers.Contains("Idempotent-Replayed"));

        sandbox.Time.Advance(TimeSpan.FromSeconds(1));
        using var stranger = await PostPayment("key-old", "pur_old");

        Assert.False(stranger.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(2, sandbox.Ledger.Read("pur_old").Charges.Count);
    }

    [Fact]
    public async Task TwinInFlight_IsAConflict_AndChangesNothing()
    {
        var slow = new StripeFault(FaultPoint.DuringEffect, Delay: TimeSpan.FromMinutes(1)) { IsDelayOnly = true };
        sandbox.Faults.Add(call => call.IdempotencyKey == "key-flight", slow);
        var first = PostPayment("key-flight", "pur_flight");
        await PollAsync(() => sandbox.Ledger.Read("pur_flight").Charges.Count == 1);

        using var twin = await PostPayment("key-flight", "pur_flight");
        Assert.Equal(HttpStatusCode.Conflict, twin.StatusCode);
        Assert.Equal("idempotency_key_in_use", (await ErrorOf(twin)).GetProperty("code").GetString());

        await PollAsync(() =>
        {
            sandbox.Time.Advance(TimeSpan.FromMinutes(1)); // again, in case the delay began only now
            return first.IsCompleted;
        });
        using var answer = await first;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(sandbox.Ledger.Read("pur_flight").Charges);
    }

    [Fact]
    public async Task FiftyTwinsAtOnce_MakeOneCharge()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostPayment("key-crowd", "pur_crowd")));

        var charge = Assert.Single(sandbox.Ledger.Read("pur_crowd").Charges);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.Conflict))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(charge.ChargeId, body.GetProperty("latest_charge").GetString());
        }
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task KeyOf256Characters_IsRefused()
    {
        using var response = await PostPayment(new string('k', 256), "pur_long");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(sandbox.Ledger.Read("pur_long").Charges);
    }

    private Task<HttpResponseMessage> PostPayment(string key, string purchaseId) => sandbox.PostAsync(
        "payment_intents", key, ("amount", "9999"), ("currency", "usd"), ("payment_method", "pm_card_visa"), ("confirm", "true"),
        ("allowed_payment_method_types[]", "card"), ("metadata[purchase_id]", purchaseId));

    private static async Task PollAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(5, deadline.Token);
    }

    private static async Task<JsonElement> ErrorOf(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
}
