using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Stripe;

namespace Local.Tests.Stripe;

public sealed class RequestErrorTests(RunningSandbox sandbox) : IClassFixture<RunningSandbox>
{
    [Theory]
    [InlineData("")]
    [InlineData("sk_live_sandbox")]
    [InlineData("anything")]
    public async Task KeyThatIsNoTestKey_IsUnauthorized(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{sandbox.Url}/v1/payment_intents");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");

        using var response = await sandbox.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task WrongKey_WithStripesClient_IsItsException()
    {
        var exception = await Assert.ThrowsAsync<StripeException>(
            () => sandbox.StripeNet("sk_live_wrong").V1.PaymentIntents.CreateAsync(RunningSandbox.Payment()));

        Assert.Equal(HttpStatusCode.Unauthorized, exception.HttpStatusCode);
    }

    [Theory]
    [InlineData("amount", null, "parameter_missing", "amount")]
    [InlineData("amount", "9.99", "parameter_invalid_integer", "amount")]
    [InlineData("amount", "0", "parameter_invalid_integer", "amount")]
    [InlineData("amount", "49", "amount_too_small", "amount")]
    [InlineData("amount", "100000000", "amount_too_large", "amount")]
    [InlineData("currency", null, "parameter_missing", "currency")]
    [InlineData("currency", "dollars", null, "currency")]
    [InlineData("payment_method", "pm_card_unheard_of", "resource_missing", "payment_method")]
    [InlineData("confirm", "yes", null, "confirm")]
    [InlineData("colour", "red", "parameter_unknown", "colour")]
    [InlineData("payment_method_types[]", "card", "payment_method_types_no_longer_supported", "payment_method_types")]
    [InlineData("allowed_payment_method_types[]", null, null, "return_url")]
    public async Task BadParameter_Create_NamesIt(string name, string? value, string? code, string param)
    {
        var fields = new Dictionary<string, string>
        {
            ["amount"] = "9999", ["currency"] = "usd", ["payment_method"] = "pm_card_visa", ["allowed_payment_method_types[]"] = "card",
            ["confirm"] = "true", ["metadata[purchase_id]"] = "pur_bad_parameter",
        };
        fields.Remove(name);
        if (value is not null)
            fields[name] = value;

        using var response = await sandbox.PostAsync("payment_intents", null, [.. fields.Select(field => (field.Key, field.Value))]);

        var error = await ErrorOf(response, HttpStatusCode.BadRequest);
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal(param, error.GetProperty("param").GetString());
        Assert.Equal(code, error.TryGetProperty("code", out var actual) ? actual.GetString() : null);
        Assert.Empty(sandbox.Ledger.Read("pur_bad_parameter").Charges);
    }

    [Fact]
    public async Task OlderApiVersion_PaymentMethodTypes_AreTaken()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{sandbox.Url}/v1/payment_intents")
        {
            Headers = { { "Stripe-Version", "2025-03-31.basil" } },
            Content = new StringContent("amount=500&currency=jpy&payment_method_types[0]=card", Encoding.UTF8, "application/x-www-form-urlencoded"),
        };

        using var response = await sandbox.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task JsonBody_IsRefused()
    {
        using var response = await sandbox.Http.PostAsJsonAsync($"{sandbox.Url}/v1/payment_intents", new { amount = 9999, currency = "usd" });

        await ErrorOf(response, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("payment_intents/pi_none")]
    [InlineData("charges/ch_none")]
    [InlineData("refunds/re_none")]
    public async Task UnknownId_Retrieve_IsResourceMissing(string path)
    {
        using var response = await sandbox.Http.GetAsync(new Uri($"{sandbox.Url}/v1/{path}"));

        Assert.Equal("resource_missing", (await ErrorOf(response, HttpStatusCode.NotFound)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task UnknownOperation_IsNotFound()
    {
        using var response = await sandbox.PostAsync("customers", null);

        await ErrorOf(response, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task UnknownExpansion_IsRefused()
    {
        var options = RunningSandbox.Payment();
        options.AddExpand("latest_charge.balance_sheet");

        var exception = await Assert.ThrowsAsync<StripeException>(() => sandbox.StripeNet().V1.PaymentIntents.CreateAsync(options));

        Assert.Equal("invalid_request_error", exception.StripeError.Type);
    }

    private static async Task<JsonElement> ErrorOf(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Matches("^req_[A-Za-z0-9]{14}$", response.Headers.GetValues("Request-Id").Single());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
    }
}
