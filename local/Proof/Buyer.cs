using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Web;
using BillingGates.Purchases;

namespace Local.Proof;

/// <summary>One checkout that a buyer makes.</summary>
/// <param name="Key">The idempotency key; it decides the purchase's id.</param>
internal sealed record Buyer(BuyerKind Kind, string Email, string Card, string Key)
{
    public string PurchaseId => PurchaseIdentity.IdFor(Key);

    /// <summary>The request, anew for each attempt.</summary>
    public HttpRequestMessage Checkout() => new(HttpMethod.Post, "api/checkout")
    {
        Headers = { { "Idempotency-Key", Key } },
        Content = JsonContent.Create(new { productId = "prod_premium_tier", email = Email, paymentMethod = Card }),
    };
}

/// <summary>What a browser does for its buyer: sends, repeats what did not come through, asks how it stands, lands in the product.</summary>
internal sealed class Browser(Uri shop, TimeProvider clock) : IDisposable
{
    /// <summary>Attempts: four minutes. What takes longer is seen in the books.</summary>
    private const int Patience = 8;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>A link lives for five minutes.</summary>
    private static readonly TimeSpan TooLate = TimeSpan.FromMinutes(6);

    /// <summary>As many requests at once as the cloud answers in time on one machine; buyers beyond that wait their turn.</summary>
    private readonly SemaphoreSlim turns = new(100);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = shop,
        Timeout = TimeSpan.FromSeconds(40),
    };

    /// <summary>Ends when the buyer has an answer, or has lost patience.</summary>
    public async Task BuyAsync(Buyer buyer, CancellationToken stop)
    {
        switch (buyer.Kind)
        {
            case BuyerKind.WalksAway:
                await SendAsync(buyer, stop);
                return;
            case BuyerKind.Twins:
                await Task.WhenAll(CheckOutAsync(buyer, stop), CheckOutAsync(buyer, stop));
                return;
            case BuyerKind.Repeating:
                await CheckOutAsync(buyer, stop);
                await CheckOutAsync(buyer, stop);
                return;
        }
        if (await CheckOutAsync(buyer, stop) is { } accepted && await FollowAsync(accepted, stop) is { } token)
            await (buyer.Kind == BuyerKind.ComesLate ? LandLateAsync(accepted, stop) : LandAsync(token, stop));
        if (buyer.Kind == BuyerKind.SignsInByEmail)
            await PostAsync("app/login", "email", buyer.Email, stop);
    }

    public void Dispose()
    {
        http.Dispose();
        turns.Dispose();
    }

    /// <returns>Where the purchase's status is told; null when there is none to follow.</returns>
    private async Task<Accepted?> CheckOutAsync(Buyer buyer, CancellationToken stop)
    {
        for (var attempt = 0; attempt < Patience; attempt++)
        {
            var (status, retryAfter, body, _) = await SendAsync(buyer, stop);
            if (status == HttpStatusCode.Accepted)
                return JsonSerializer.Deserialize<Accepted>(body, JsonSerializerOptions.Web);
            if (status is HttpStatusCode.PaymentRequired or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity)
                return null;
            await WaitAsync(attempt, retryAfter, stop);
        }
        return null;
    }

    /// <returns>The login token, if the purchase ends with one.</returns>
    private async Task<string?> FollowAsync(Accepted purchase, CancellationToken stop)
    {
        for (var attempt = 0; attempt < Patience; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, purchase.StatusUrl);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", purchase.StatusToken);
            var (status, retryAfter, body, _) = await SendAsync(request, stop);
            if (status == HttpStatusCode.OK)
            {
                var view = JsonDocument.Parse(body).RootElement;
                if (view.TryGetProperty("login", out var login))
                    return HttpUtility.ParseQueryString(new Uri(login.GetProperty("url").GetString()!).Query)["token"];
                if (view.GetProperty("status").GetString() is not ("PAID" or "PAYMENT_PENDING"))
                    return null;
            }
            await WaitAsync(attempt, retryAfter, stop);
        }
        return null;
    }

    /// <summary>Waits longer each time: thousands whom a fault keeps waiting for minutes would be all the load there is.</summary>
    private Task WaitAsync(int attempt, TimeSpan? asked, CancellationToken stop)
    {
        var pause = ShortestPause * Math.Pow(4, attempt);
        pause = pause < LongestPause ? pause : LongestPause;
        return Task.Delay(asked > pause ? asked.Value : pause, clock, stop);
    }

    private async Task LandLateAsync(Accepted purchase, CancellationToken stop)
    {
        await Task.Delay(TooLate, clock, stop);
        if (await FollowAsync(purchase, stop) is not { } fresh || (await LandAsync(fresh, stop)).Cookie is not { } session)
            return;
        await SendAsync(HttpMethod.Get, "app/welcome", session, stop);
        await SendAsync(HttpMethod.Post, "app/logout", session, stop);
    }

    private Task<Answer> LandAsync(string token, CancellationToken stop) => PostAsync("app/login/sso", "token", token, stop);

    private async Task<Answer> PostAsync(string path, string field, string value, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new(field, value)]) };
        return await SendAsync(request, stop);
    }

    private async Task SendAsync(HttpMethod method, string path, string cookie, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "Cookie", cookie } } };
        await SendAsync(request, stop);
    }

    private async Task<Answer> SendAsync(Buyer buyer, CancellationToken stop)
    {
        using var request = buyer.Checkout();
        return await SendAsync(request, stop);
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken stop)
    {
        await turns.WaitAsync(stop);
        try
        {
            using var response = await http.SendAsync(request, stop);
            return new Answer(
                response.StatusCode, response.Headers.RetryAfter?.Delta, await response.Content.ReadAsByteArrayAsync(stop), CookieOf(response));
        }
        catch (Exception exception) when (exception is HttpRequestException || !stop.IsCancellationRequested && exception is OperationCanceledException)
        {
            // No answer: a browser doesn't know either whether the request got through, and asks again.
            return new Answer(HttpStatusCode.ServiceUnavailable, null, [], null);
        }
        finally
        {
            turns.Release();
        }
    }

    private static string? CookieOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.First().Split(';')[0] : null;

    private sealed record Accepted(string PurchaseId, string StatusUrl, string StatusToken);

    private sealed record Answer(HttpStatusCode Status, TimeSpan? RetryAfter, byte[] Body, string? Cookie);
}
