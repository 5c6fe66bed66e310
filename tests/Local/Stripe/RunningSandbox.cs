using System.Net.Http.Headers;
using BillingGates.Payments;
using Local.Clock;
using Local.Data;
using Local.Endpoint;
using Local.Stripe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Stripe;

namespace Local.Tests.Stripe;

/// <summary>The payment sandbox on a free loopback port, with clients for it.</summary>
public sealed class RunningSandbox : IAsyncLifetime, IDisposable
{
    public const string Key = "sk_test_sandbox";

    private readonly HttpClient payments = StripePayments.CreateHttpClient();
    private readonly DataFolder data;
    private WebApplication? app;

    public RunningSandbox() : this(DataFolder.Open(null))
    {
    }

    internal RunningSandbox(DataFolder data) => this.data = data;

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-11-22T10:00:00Z", null));

    public StripeFaults Faults => Service<StripeFaults>();

    public Ledger Ledger => Service<Ledger>();

    public Uri Url => new($"{app!.Urls.Single()}/_local/stripe");

    /// <summary>For requests that no client library would send.</summary>
    public HttpClient Http { get; } = new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Key) } };

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton(data).AddStripeSandbox();
        app = builder.Build();
        foreach (var routes in app.Services.GetServices<IPublicRoutes>())
            routes.Map(app);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    public void Dispose()
    {
        Http.Dispose();
        payments.Dispose();
    }

    /// <summary>Stripe's own client. It retries connection errors, conflicts and server errors by itself.</summary>
    public StripeClient StripeNet(string key = Key, int maxNetworkRetries = 0) => new(new StripeClientOptions
    {
        ApiKey = key,
        ApiBase = Url.ToString(),
        HttpClient = new SystemNetHttpClient(maxNetworkRetries: maxNetworkRetries, enableTelemetry: false),
    });

    /// <summary>The client of BillingGates, at the sandbox's time, with pauses in real time that are short enough for tests.</summary>
    public StripePayments Payments(string key = Key, int maxAttempts = 4, TimeSpan? attemptTimeout = null) => new(
        payments,
        new StripeOptions
        {
            BaseUrl = Url,
            SecretKey = key,
            MaxAttempts = maxAttempts,
            AttemptTimeout = attemptTimeout ?? TimeSpan.FromSeconds(10),
            TotalTimeout = TimeSpan.FromSeconds(30),
            FirstPause = TimeSpan.FromMilliseconds(5),
        },
        new ProcessClock(Time));

    /// <summary>POSTs form fields below <c>/v1</c>.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, string? idempotencyKey, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Url}/v1/{path}")
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return Http.SendAsync(request);
    }

    public static PaymentIntentCreateOptions Payment(string paymentMethod = "pm_card_visa", string purchaseId = "pur_1", long amount = 9999) => new()
    {
        Amount = amount,
        Currency = "usd",
        PaymentMethod = paymentMethod,
        AllowedPaymentMethodTypes = ["card"],
        Confirm = true,
        Metadata = new Dictionary<string, string> { ["purchase_id"] = purchaseId },
    };

    private T Service<T>() where T : notnull => app!.Services.GetRequiredService<T>();
}
