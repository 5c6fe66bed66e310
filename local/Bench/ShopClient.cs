using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Local.Bench;

/// <summary>A buyer's side of the public API.</summary>
internal sealed class ShopClient(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <exception cref="HttpRequestException">The checkout was not accepted.</exception>
    public async Task<Accepted> CheckoutAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/checkout");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = JsonContent.Create(new
        {
            productId = "prod_premium_tier", email = $"buyer-{Guid.NewGuid():n}@example.com", paymentMethod = "pm_card_visa",
        });
        using var response = await http.SendAsync(request, cancellation);
        if (response.StatusCode != HttpStatusCode.Accepted)
            throw new HttpRequestException($"Checkout: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
        return (await response.Content.ReadFromJsonAsync<Accepted>(cancellation))!;
    }

    /// <summary>The status, and whether there is a login link.</summary>
    public async Task<(string Status, bool Login)> StatusAsync(Accepted purchase, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, purchase.StatusUrl);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", purchase.StatusToken);
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        var view = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return (view.GetProperty("status").GetString()!, view.TryGetProperty("login", out _));
    }

    public void Dispose() => http.Dispose();

    internal sealed record Accepted(string PurchaseId, string StatusUrl, string StatusToken);
}
