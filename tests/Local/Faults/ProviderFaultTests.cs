using System.Net;
using System.Net.Http.Headers;
using Local.Clock;
using Local.Faults;
using Local.Stripe;

namespace Local.Tests.Faults;

[Collection(SharedFaultCloud.Name)]
public sealed class ProviderFaultTests(FaultCloud cloud)
{
    private readonly string id = FaultCloud.NewPurchase();

    [SkippableTheory]
    [InlineData(FaultKind.ProviderFailBefore, HttpStatusCode.InternalServerError, 0, HttpStatusCode.OK)]
    [InlineData(FaultKind.ProviderFailAfter, HttpStatusCode.InternalServerError, 1, HttpStatusCode.InternalServerError)]
    [InlineData(FaultKind.ProviderThrottle, HttpStatusCode.TooManyRequests, 0, HttpStatusCode.OK)]
    public async Task FailedCharge_IsAnsweredWithTheError_AndRepeatedAsTheKeyRemembers(
        FaultKind kind, HttpStatusCode status, int charges, HttpStatusCode repeated)
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(kind) { PurchaseId = id, Operation = "charge" });
        Assert.Equal(status, await ChargeAsync());
        Assert.Equal(charges, Charges());
        Assert.Equal(repeated, await ChargeAsync());
        Assert.Equal(1, Charges());
    }

    [SkippableTheory]
    [InlineData(FaultKind.ProviderTimeoutBefore, 0)]
    [InlineData(FaultKind.ProviderTimeoutAfter, 1)]
    public async Task UnansweredCharge_IsAnsweredWhenRepeated(FaultKind kind, int charges)
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(kind) { PurchaseId = id, Delay = TimeSpan.FromMilliseconds(10) });
        await Assert.ThrowsAsync<HttpRequestException>(ChargeAsync);
        Assert.Equal(charges, Charges());
        Assert.Equal(HttpStatusCode.OK, await ChargeAsync());
        Assert.Equal(1, Charges());
    }

    [SkippableFact]
    public async Task Refund_IsKnownByThePaymentThatItNames()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(FaultKind.ProviderFailBefore) { PurchaseId = id, Operation = "refund", Times = 2 });
        await ChargeAsync();
        var intent = Ledger().Charges[0].PaymentIntentId;
        Assert.Equal(
            [HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError, HttpStatusCode.OK],
            [await RefundAsync(intent), await RefundAsync(intent), await RefundAsync(intent)]);
        Assert.Single(Ledger().Refunds);
    }

    private int Charges() => Ledger().Charges.Count;

    private LedgerPage Ledger() => cloud.Cloud.Services.GetRequiredService<Ledger>().Read(id);

    private Task<HttpStatusCode> ChargeAsync() => PostAsync(
        "payment_intents",
        new()
        {
            ["amount"] = "100", ["currency"] = "usd", ["payment_method"] = "pm_card_visa", ["confirm"] = "true",
            ["allowed_payment_method_types[]"] = "card", ["metadata[purchase_id]"] = id,
        },
        id);

    private Task<HttpStatusCode> RefundAsync(string intent) => PostAsync("refunds", new() { ["payment_intent"] = intent }, key: null);

    private async Task<HttpStatusCode> PostAsync(string path, Dictionary<string, string> form, string? key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cloud.Cloud.PublicUrl, $"_local/stripe/v1/{path}"));
        request.Content = new FormUrlEncodedContent(form);
        var secret = cloud.Cloud.Services.GetRequiredService<StripeSandboxOptions>().SecretKey;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
