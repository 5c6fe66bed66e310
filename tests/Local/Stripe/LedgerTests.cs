using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Local.Endpoint;
using Local.Stripe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Stripe;

namespace Local.Tests.Stripe;

public sealed class LedgerTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    [Fact]
    public async Task Ledger_OverHttp_ShowsWhatMovedAndNothingElse()
    {
        var client = sandbox.StripeNet();
        var key = new RequestOptions { IdempotencyKey = "key-a" };
        var intent = await client.V1.PaymentIntents.CreateAsync(RunningSandbox.Payment(purchaseId: "pur_a"), key);
        await client.V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = intent.Id, Amount = 999 });
        await client.V1.PaymentIntents.CreateAsync(RunningSandbox.Payment(purchaseId: "pur_b"));
        await Assert.ThrowsAsync<StripeException>(
            () => client.V1.PaymentIntents.CreateAsync(RunningSandbox.Payment("pm_card_chargeDeclined", "pur_c")));

        using var http = new HttpClient { BaseAddress = new Uri(sandbox.Url, "/") };
        var all = await http.GetFromJsonAsync<JsonElement>("/_local/ledger");
        var one = await http.GetFromJsonAsync<JsonElement>("/_local/ledger?purchaseId=pur_a");

        Assert.Equal(["pur_a", "pur_b"], all.GetProperty("charges").EnumerateArray().Select(charge => charge.GetProperty("purchaseId").GetString()));
        var charge = Assert.Single(one.GetProperty("charges").EnumerateArray());
        Assert.Equal(
            ("key-a", 9999, "USD", intent.Id),
            (charge.GetProperty("idempotencyKey").GetString(), charge.GetProperty("amount").GetInt64(), charge.GetProperty("currency").GetString(),
                charge.GetProperty("paymentIntentId").GetString()));
        var refund = Assert.Single(one.GetProperty("refunds").EnumerateArray());
        Assert.Equal(("pur_a", 999), (refund.GetProperty("purchaseId").GetString(), refund.GetProperty("amount").GetInt64()));
    }

    [Fact]
    public async Task SandboxWithAKeyOfItsOwn_TakesNoOther()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddStripeSandbox(options => options.SecretKey = "sk_test_mine");
        await using var app = builder.Build();
        app.Services.GetServices<IPublicRoutes>().Single().Map(app);
        await app.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusWith("sk_test_mine"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWith("sk_test_other"));

        async Task<HttpStatusCode> StatusWith(string key)
        {
            using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
            using var response = await http.GetAsync(new Uri($"{app.Urls.Single()}/_local/stripe/v1/payment_intents"));
            return response.StatusCode;
        }
    }
}
