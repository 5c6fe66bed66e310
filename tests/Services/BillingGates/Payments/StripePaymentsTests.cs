using System.Net;
using BillingGates.Payments;
using Microsoft.Extensions.Time.Testing;

namespace Services.Tests.BillingGates.Payments;

/// <summary>What is sent to Stripe, and what each of its answers is taken for. The sandbox's tests run the same client over the wire.</summary>
public sealed class StripePaymentsTests : IDisposable
{
    private const string Key = "sk_test_not_for_logs";
    private const string Succeeded = """{"id":"pi_1","status":"succeeded","latest_charge":"ch_1"}""";

    private const string NoIntents = """{"has_more":false,"data":[]}""";

    private readonly ScriptedStripe stripe = new();
    private readonly FakeTimeProvider time = new();

    public void Dispose() => stripe.Dispose();

    [Fact]
    public async Task Charge_SendsTheFormThatStripeExpects()
    {
        stripe.Answers(HttpStatusCode.OK, Succeeded);

        var result = await Charge();

        Assert.Equal(new ChargeResult.Charged("pi_1", "ch_1"), result);
        var request = Assert.Single(stripe.Requests);
        Assert.Equal(("POST", "https://stripe.example/base/v1/payment_intents"), (request.Method, request.Url.ToString()));
        Assert.Equal(
            "amount=9999&currency=usd&payment_method=pm_card_visa&allowed_payment_method_types[]=card&confirm=true&error_on_requires_action=true"
            + "&metadata[purchase_id]=pur_1",
            request.Form);
        Assert.Equal(("charge-pur_1", $"Bearer {Key}", "2026-10-28.endive"), (request.IdempotencyKey, request.Authorization, request.ApiVersion));
    }

    [Theory]
    [InlineData(402, """{"error":{"type":"card_error","code":"card_declined","payment_intent":{"id":"pi_1","status":"x"}}}""", "Declined")]
    [InlineData(400, """{"error":{"type":"invalid_request_error","code":"resource_missing","param":"payment_method"}}""", "InvalidRequest")]
    [InlineData(400, """{"error":{"type":"idempotency_error"}}""", "Unknown")]
    [InlineData(400, "<html>proxy</html>", "Unknown")]
    [InlineData(402, "", "Unknown")]
    [InlineData(401, """{"error":{"type":"invalid_request_error"}}""", "NotCharged")]
    [InlineData(403, """{"error":{"type":"invalid_request_error"}}""", "NotCharged")]
    [InlineData(404, "no such page", "NotCharged")]
    [InlineData(429, """{"error":{"type":"invalid_request_error","code":"rate_limit"}}""", "NotCharged")]
    [InlineData(408, "", "Unknown")]
    [InlineData(302, "", "Unknown")]
    [InlineData(200, "", "Unknown")]
    [InlineData(200, "not json", "Unknown")]
    [InlineData(200, "[]", "Unknown")]
    [InlineData(200, """{"id":"pi_1"}""", "Unknown")]
    [InlineData(200, """{"id":"pi_1","status":"processing"}""", "Unknown")]
    [InlineData(200, """{"id":"pi_1","status":"succeeded","latest_charge":null}""", "Unknown")]
    [InlineData(200, """{"id":"pi_1","status":"some_future_status"}""", "Unknown")]
    public async Task Answer_IsTakenForWhatItProves(int status, string body, string expected)
    {
        stripe.Answers((HttpStatusCode)status, body);

        Assert.Equal(expected, (await Charge()).GetType().Name);
        Assert.Single(stripe.Requests);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task ConflictOrServerError_IsRepeatedWithTheSameKey(int status)
    {
        stripe.Answers((HttpStatusCode)status, "").Answers(HttpStatusCode.OK, Succeeded);

        Assert.IsType<ChargeResult.Charged>(await Charge());
        Assert.Equal(stripe.Requests[0], stripe.Requests[1]);
    }

    [Fact]
    public async Task ServerError_WhenStripeSaysNotToRetry_IsNotRepeated()
    {
        stripe.Answers(HttpStatusCode.InternalServerError, "", ("Stripe-Should-Retry", "false"));

        Assert.IsType<ChargeResult.Unknown>(await Charge());
        Assert.Single(stripe.Requests);
    }

    [Fact]
    public async Task LockTimeout_WhenStripeSaysToRetry_IsRepeated()
    {
        stripe.Answers(HttpStatusCode.TooManyRequests, "", ("Stripe-Should-Retry", "true")).Answers(HttpStatusCode.OK, Succeeded);

        Assert.IsType<ChargeResult.Charged>(await Charge());
    }

    /// <summary>The first attempt may have charged, so the refusal of the second proves nothing.</summary>
    [Theory]
    [InlineData(401)]
    [InlineData(429)]
    public async Task TurnedAwayAfterALostAnswer_IsUnknown(int status)
    {
        stripe.LosesTheConnection().Answers((HttpStatusCode)status, "");

        Assert.IsType<ChargeResult.Unknown>(await Charge());
    }

    [Fact]
    public async Task Outage_EndsWithinTheTotalTimeout()
    {
        for (var i = 0; i < 10; i++)
            stripe.NeverAnswers();
        var start = time.GetUtcNow();

        Assert.IsType<ChargeResult.Unknown>(await Charge(maxAttempts: 10));

        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(19));
        Assert.InRange(stripe.Requests.Count, 2, 3);
    }

    /// <summary>A consumer's function has ten seconds for both calls of a refund together.</summary>
    [Fact]
    public async Task OutageBetweenTheCallsOfOneOperation_EndsWithinTheTotalTimeout()
    {
        stripe.NeverAnswers().Answers(HttpStatusCode.OK, """{"id":"pi_1","status":"requires_action"}""");
        for (var i = 0; i < 10; i++)
            stripe.NeverAnswers();
        var start = time.GetUtcNow();

        Assert.IsType<ChargeResult.Unknown>(await Charge(maxAttempts: 10));

        Assert.InRange(time.GetUtcNow() - start, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(19));
    }

    [Fact]
    public async Task RetryAfterBeyondTheBudget_EndsTheCallAtOnce()
    {
        stripe.Answers(HttpStatusCode.ServiceUnavailable, "", ("Retry-After", "60"));

        // Nobody moves the clock here: a pause would never end.
        Assert.IsType<ChargeResult.Unknown>(await Payments().ChargeAsync(Request(), default).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task CallersCancellation_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        stripe.NeverAnswers();
        var charge = Payments().ChargeAsync(Request(), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => charge);
    }

    [Fact]
    public async Task PaymentThatWaitsForAuthentication_IsCancelledAndCountsAsDeclined()
    {
        stripe
            .Answers(HttpStatusCode.OK, """{"id":"pi_1","status":"requires_action","latest_charge":null}""")
            .Answers(HttpStatusCode.OK, """{"id":"pi_1","status":"canceled"}""");

        Assert.Equal(new ChargeResult.Declined("authentication_required", null, "pi_1"), await Charge());
        Assert.Equal(("/base/v1/payment_intents/pi_1/cancel", "cancel-pur_1"), (stripe.Requests[1].Url.AbsolutePath, stripe.Requests[1].IdempotencyKey));
    }

    [Fact]
    public async Task PaymentThatSucceededBeforeItsCancellation_IsCharged()
    {
        stripe
            .Answers(HttpStatusCode.OK, """{"id":"pi_1","status":"requires_action"}""")
            .Answers(HttpStatusCode.BadRequest, $$$"""{"error":{"type":"invalid_request_error","payment_intent":{{{Succeeded}}}}}""");

        Assert.Equal(new ChargeResult.Charged("pi_1", "ch_1"), await Charge());
    }

    [Fact]
    public async Task CancellationOfAPaymentThatFails_LeavesTheOutcomeOpen()
    {
        stripe.Answers(HttpStatusCode.OK, """{"id":"pi_1","status":"requires_action"}""").Answers(HttpStatusCode.TooManyRequests, "");

        Assert.IsType<ChargeResult.Unknown>(await Charge());
    }

    [Fact]
    public async Task Reason_NamesStripesRequest_AndNothingSecretOrPersonal()
    {
        stripe.Answers(
            HttpStatusCode.Unauthorized,
            """{"error":{"type":"invalid_request_error","message":"Invalid key sk_test_not_for_logs of buyer@example.com"}}""",
            ("Request-Id", "req_42"));

        var reason = Assert.IsType<ChargeResult.NotCharged>(await Charge()).Reason;

        Assert.Contains("401", reason, StringComparison.Ordinal);
        Assert.Contains("req_42", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("@", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Void_UsesTheChargesKeyUp_WithoutACard_AndCancels()
    {
        stripe
            .Answers(HttpStatusCode.OK, """{"id":"pi_1","status":"requires_payment_method"}""")
            .Answers(HttpStatusCode.OK, """{"id":"pi_1","status":"canceled"}""");

        Assert.IsType<VoidResult.Voided>(await Void());

        var (create, cancel) = (stripe.Requests[0], stripe.Requests[1]);
        Assert.Equal(("/base/v1/payment_intents", "charge-pur_1"), (create.Url.AbsolutePath, create.IdempotencyKey));
        Assert.Equal(
            "amount=9999&currency=usd&allowed_payment_method_types[]=card&metadata[purchase_id]=pur_1&metadata[void]=true", create.Form);
        Assert.Equal(("/base/v1/payment_intents/pi_1/cancel", "void-pi_1"), (cancel.Url.AbsolutePath, cancel.IdempotencyKey));
    }

    [Theory]
    [InlineData(400, """{"error":{"type":"idempotency_error"}}""", "AttemptFound")]
    [InlineData(400, """{"error":{"type":"invalid_request_error"}}""", "Unknown")]
    [InlineData(401, "", "Unknown")]
    [InlineData(429, "", "Unknown")]
    [InlineData(200, "not json", "Unknown")]
    public async Task AnswerToAVoid_IsTakenForWhatItProves(int status, string body, string expected)
    {
        stripe.Answers((HttpStatusCode)status, body);

        Assert.Equal(expected, (await Void()).GetType().Name);
        Assert.Single(stripe.Requests);
    }

    [Theory]
    [InlineData(400, """{"error":{"type":"invalid_request_error","payment_intent":{"id":"pi_1","status":"canceled"}}}""", "Voided")]
    [InlineData(400, """{"error":{"type":"invalid_request_error","payment_intent":{"id":"pi_1","status":"succeeded"}}}""", "AttemptFound")]
    [InlineData(429, "", "Unknown")]
    public async Task AnswerToTheCancellationOfAVoid_IsTakenForWhatItProves(int status, string body, string expected)
    {
        stripe.Answers(HttpStatusCode.OK, """{"id":"pi_1","status":"requires_payment_method"}""").Answers((HttpStatusCode)status, body);

        Assert.Equal(expected, (await Void()).GetType().Name);
    }

    /// <summary>An intent that voids is no attempt to charge, whatever its status.</summary>
    [Fact]
    public async Task Lookup_TakesAVoidForNoCharge()
    {
        stripe.Answers(HttpStatusCode.OK, """
            {"has_more":false,"data":[{"id":"pi_1","status":"requires_payment_method","metadata":{"purchase_id":"pur_1","void":"true"}}]}
            """);

        Assert.Null(await LookUp(TimeSpan.FromDays(1)));
    }

    [Fact]
    public async Task Lookup_OfWhatTheIndexShows_ReadsItAfresh()
    {
        stripe.Answers(HttpStatusCode.OK, """
                {"has_more":false,"data":[{"id":"pi_1","status":"requires_confirmation","metadata":{"purchase_id":"pur_1"}}]}
                """)
            .Answers(HttpStatusCode.OK, Succeeded);

        Assert.Equal(new ChargeResult.Charged("pi_1", "ch_1"), await LookUp(TimeSpan.FromMinutes(5)));
        Assert.Equal("?query=metadata['purchase_id']:'pur_1'&limit=100", Uri.UnescapeDataString(stripe.Requests[0].Url.Query));
        Assert.Equal("/base/v1/payment_intents/pi_1", stripe.Requests[1].Url.AbsolutePath);
    }

    /// <summary>The index lags behind: silence proves nothing of a young attempt, and everything of an old one, however busy the shop was.</summary>
    [Theory]
    [InlineData(5, 2)]
    [InlineData(119, 2)]
    [InlineData(121, 1)]
    public async Task SilenceOfTheIndex_IsProofOnlyOnceItHasCaughtUp(int minutesAgo, int requests)
    {
        stripe.Answers(HttpStatusCode.OK, NoIntents).Answers(HttpStatusCode.OK, NoIntents);

        Assert.Null(await LookUp(TimeSpan.FromMinutes(minutesAgo)));
        Assert.Equal(requests, stripe.Requests.Count);
    }

    [Fact]
    public async Task AccountWithoutSearch_IsAskedForItsList_HoweverOldTheAttempt()
    {
        stripe.Answers(HttpStatusCode.BadRequest, """{"error":{"type":"invalid_request_error"}}""").Answers(HttpStatusCode.OK, NoIntents);

        Assert.Null(await LookUp(TimeSpan.FromDays(1)));
        Assert.Equal("/base/v1/payment_intents", stripe.Requests[1].Url.AbsolutePath);
    }

    /// <summary>The index will know, and until then the idempotency key does. Without an index nobody ever would.</summary>
    [Theory]
    [InlineData(HttpStatusCode.OK, false)]
    [InlineData(HttpStatusCode.BadRequest, true)]
    public async Task YoungAttempt_AmongMoreChargesThanCanBeListed_IsUnknownOnlyWithoutSearch(HttpStatusCode search, bool isUnknown)
    {
        stripe.Answers(search, NoIntents);
        for (var page = 0; page < 10; page++)
            stripe.Answers(HttpStatusCode.OK, """{"has_more":true,"data":[{"id":"pi_other","status":"succeeded"}]}""");

        Assert.Equal(isUnknown, await LookUp(TimeSpan.FromMinutes(5)) is ChargeResult.Unknown);
        Assert.Equal(11, stripe.Requests.Count);
    }

    [Theory]
    [InlineData(200, """{"id":"re_1","status":"succeeded"}""", "Refunded")]
    [InlineData(200, """{"id":"re_1","status":"failed"}""", "Refused")]
    [InlineData(200, """{"id":"re_1"}""", "Unknown")]
    [InlineData(400, """{"error":{"type":"invalid_request_error","code":"charge_disputed"}}""", "Refused")]
    [InlineData(404, """{"error":{"type":"invalid_request_error","code":"resource_missing"}}""", "Refused")]
    [InlineData(404, "no such page", "NotRefunded")]
    [InlineData(400, """{"error":{"type":"idempotency_error"}}""", "Unknown")]
    [InlineData(429, "", "NotRefunded")]
    public async Task AnswerToARefund_IsTakenForWhatItProves(int status, string body, string expected)
    {
        stripe.Answers((HttpStatusCode)status, body);

        Assert.Equal(expected, (await Payments().RefundAsync(new RefundRequest("pur_1", "pi_1"), default)).GetType().Name);
        Assert.Equal(("payment_intent=pi_1&metadata[purchase_id]=pur_1", "refund-pur_1"), (stripe.Requests[0].Form, stripe.Requests[0].IdempotencyKey));
    }

    private Task<ChargeResult?> LookUp(TimeSpan ago)
    {
        var attempt = time.GetUtcNow() - ago;
        return Payments().FindChargeAsync(new ChargeLookup("pur_1", attempt, attempt), default);
    }

    private Task<VoidResult> Void() =>
        Payments().VoidAsync(new VoidRequest("pur_1", MinorUnits.FromAmount(99.99m, "USD")), default);

    private static ChargeRequest Request() => new("pur_1", MinorUnits.FromAmount(99.99m, "USD"), "pm_card_visa");

    /// <summary>Charges, and moves the clock as far as the client waits.</summary>
    private async Task<ChargeResult> Charge(int maxAttempts = 4)
    {
        var charge = Payments(maxAttempts).ChargeAsync(Request(), default);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await Task.WhenAny(charge, Task.Delay(1, deadline.Token)) != charge)
            time.Advance(TimeSpan.FromMilliseconds(100));
        return await charge;
    }

    private StripePayments Payments(int maxAttempts = 4) => new(
        new HttpClient(stripe) { Timeout = Timeout.InfiniteTimeSpan },
        new StripeOptions { BaseUrl = new Uri("https://stripe.example/base/"), SecretKey = Key, MaxAttempts = maxAttempts },
        time);
}
