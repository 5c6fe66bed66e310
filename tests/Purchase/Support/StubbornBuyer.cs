using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Purchase.Tests.Support;

/// <summary>A client that repeats its checkout, with the same key and body, until it hears how it ended.</summary>
internal sealed class StubbornBuyer(string email, string card)
{
    private readonly string key = Guid.NewGuid().ToString();

    public string Email => email;

    public string Card => card;

    public CheckoutAnswer? Answer { get; private set; }

    /// <summary>Returns when there is an answer, or when nobody answers any more.</summary>
    public async Task BuyAsync(HttpClient http)
    {
        try
        {
            Answer ??= await Wait.ForAsync($"an answer for {email}", () => AskAsync(http), TimeSpan.FromSeconds(90));
        }
        catch (HttpRequestException)
        {
            // The shop has gone away.
        }
    }

    public async Task<string> FinalStatusAsync(HttpClient http)
    {
        if (Answer!.Code == HttpStatusCode.PaymentRequired)
            return "DECLINED";
        return await Wait.ForAsync($"the end of {Answer.PurchaseId}", async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Answer.StatusUrl);
            request.Headers.Authorization = new("Bearer", Answer.StatusToken);
            using var response = await http.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                return null;
            response.EnsureSuccessStatusCode();
            var status = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString();
            return status is "PAID" or "PAYMENT_PENDING" ? null : status;
        }, TimeSpan.FromSeconds(120));
    }

    /// <summary>Null when the answer says nothing final: asked too early, or the services are only just starting.</summary>
    private async Task<CheckoutAnswer?> AskAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/checkout");
        request.Content = JsonContent.Create(new { productId = "prod_premium_tier", email, paymentMethod = card });
        request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        if (response.StatusCode is not (HttpStatusCode.Accepted or HttpStatusCode.OK or HttpStatusCode.PaymentRequired))
            return null;
        var answer = new CheckoutAnswer(response.StatusCode, response, await response.Content.ReadFromJsonAsync<JsonElement>());
        return answer.Code != HttpStatusCode.PaymentRequired && answer.Body.GetProperty("status").GetString() == "PAYMENT_PENDING" ? null : answer;
    }
}
