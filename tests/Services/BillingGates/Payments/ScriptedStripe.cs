using System.Net;

namespace Services.Tests.BillingGates.Payments;

/// <summary>What reached Stripe.</summary>
internal sealed record StripeRequest(string Method, Uri Url, string Form, string? IdempotencyKey, string? Authorization, string? ApiVersion);

/// <summary>Stands for Stripe's server: gives the next answer of its script and remembers what it was asked.</summary>
internal sealed class ScriptedStripe : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> script = new();

    public List<StripeRequest> Requests { get; } = [];

    public ScriptedStripe Answers(HttpStatusCode status, string body, params (string Name, string Value)[] headers)
    {
        script.Enqueue(_ =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
            foreach (var (name, value) in headers)
                response.Headers.Add(name, value);
            return Task.FromResult(response);
        });
        return this;
    }

    public ScriptedStripe LosesTheConnection()
    {
        script.Enqueue(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        return this;
    }

    public ScriptedStripe NeverAnswers()
    {
        script.Enqueue(async cancellation =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            throw new InvalidOperationException("unreachable");
        });
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = request.Content is null ? "" : Uri.UnescapeDataString(await request.Content.ReadAsStringAsync(cancellationToken));
        Requests.Add(new StripeRequest(
            request.Method.Method, request.RequestUri!, form, Header(request, "Idempotency-Key"), request.Headers.Authorization?.ToString(),
            Header(request, "Stripe-Version")));
        return await script.Dequeue()(cancellationToken);
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
