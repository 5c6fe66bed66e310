using System.Net;
using System.Net.Http.Headers;

namespace BillingGates.Payments;

/// <summary>
/// Sends the calls of one operation, which share its time, and repeats each as Stripe asks its clients to (https://docs.stripe.com/error-low-level).
/// </summary>
internal sealed class StripeOperation(HttpClient http, StripeOptions options, TimeProvider time)
{
    private readonly string baseUrl = options.BaseUrl.AbsoluteUri.TrimEnd('/');
    private readonly long start = time.GetTimestamp();

    private TimeSpan Remaining => options.TotalTimeout - time.GetElapsedTime(start);

    public Task<StripeReply> GetAsync(string path, CancellationToken cancellation) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, baseUrl + path), cancellation);

    /// <param name="idempotencyKey">Makes all attempts of this call, and all calls with the same key, one operation.</param>
    public Task<StripeReply> PostAsync(
        string path, IReadOnlyList<KeyValuePair<string, string>> form, string idempotencyKey, CancellationToken cancellation) =>
        SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, baseUrl + path)
            {
                Content = new FormUrlEncodedContent(form),
                Headers = { { "Idempotency-Key", idempotencyKey } },
            },
            cancellation);

    private async Task<StripeReply> SendAsync(Func<HttpRequestMessage> createRequest, CancellationToken cancellation)
    {
        var mayHaveActed = false;
        for (var attempt = 1; ; attempt++)
        {
            var (reply, retry, retryAfter) = await AttemptAsync(createRequest, cancellation);
            reply = reply with { MayHaveActed = mayHaveActed };
            mayHaveActed |= reply.LeavesOutcomeOpen;

            var pause = Pause(attempt, retryAfter);
            if (!retry || attempt >= options.MaxAttempts || pause >= Remaining)
                return reply;
            await Task.Delay(pause, time, cancellation);
        }
    }

    private async Task<(StripeReply Reply, bool Retry, TimeSpan? RetryAfter)> AttemptAsync(
        Func<HttpRequestMessage> createRequest, CancellationToken cancellation)
    {
        var remaining = Remaining;
        if (remaining <= TimeSpan.Zero)
            return (StripeReply.None("out of time"), false, null);
        using var timeout = new CancellationTokenSource(remaining < options.AttemptTimeout ? remaining : options.AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var request = createRequest();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.SecretKey);
        request.Headers.Add("Stripe-Version", StripeOptions.ApiVersion);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            var reply = new StripeReply(response.StatusCode, body, Header(response, "Request-Id"), null, MayHaveActed: false);
            return (reply, ShouldRetry(response), response.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException exception)
        {
            return (StripeReply.None($"{exception.HttpRequestError}"), true, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (StripeReply.None("timed out"), true, null);
        }
    }

    /// <summary>Stripe's word decides; without it, only a twin in flight and server errors are worth another attempt.</summary>
    private static bool ShouldRetry(HttpResponseMessage response) => Header(response, "Stripe-Should-Retry") switch
    {
        "true" => true,
        "false" => false,
        _ => response.StatusCode is HttpStatusCode.Conflict or >= HttpStatusCode.InternalServerError,
    };

    private TimeSpan Pause(int attempt, TimeSpan? retryAfter)
    {
        var pause = options.FirstPause * Math.Pow(2, Math.Min(attempt - 1, 10)) * (0.75 + (Random.Shared.NextDouble() / 2));
        return retryAfter > pause ? retryAfter.Value : pause;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
