using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Local;
using Local.Bench;
using Local.Lambda;
using Microsoft.Extensions.DependencyInjection;

namespace FirstLogin;

/// <summary>What the two functions behind the login take: IssueToken as the saga sees it, RedeemToken as its caller does.</summary>
internal sealed class LoginFunctions : IDisposable
{
    private readonly HttpClient http;
    private readonly AmazonLambdaClient lambda;
    private readonly string redeemToken;

    public LoginFunctions(LocalCloud cloud)
    {
        http = new HttpClient { BaseAddress = cloud.PublicUrl };
        lambda = new AmazonLambdaClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonLambdaConfig { ServiceURL = cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });
        redeemToken = cloud.Services.GetRequiredService<FunctionInvoker>().Functions
            .Single(function => function.Name.Contains("RedeemToken", StringComparison.Ordinal)).Name;
    }

    public async Task RunAsync(int purchases, TextWriter output, CancellationToken cancellation)
    {
        List<TimeSpan> issued = [], redeemed = [];
        for (var i = 0; i < purchases; i++)
        {
            var (purchaseId, token) = await BuyAsync(cancellation);
            issued.Add(await IssuedInAsync(purchaseId, cancellation));
            redeemed.Add(await RedeemAsync(token, cancellation));
        }
        await output.WriteLineAsync($"IssueToken: asked to answered     {new Latencies(issued)}");
        await output.WriteLineAsync($"RedeemToken: invoked to answered  {new Latencies(redeemed)}");
    }

    public void Dispose()
    {
        http.Dispose();
        lambda.Dispose();
    }

    private async Task<(string PurchaseId, string Token)> BuyAsync(CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/checkout");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = JsonContent.Create(new
        {
            productId = "prod_basic_tier", email = $"buyer-{Guid.NewGuid():n}@example.com", paymentMethod = "pm_card_visa",
        });
        using var accepted = await http.SendAsync(request, cancellation);
        var purchase = await accepted.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellation);
        while (true)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, purchase.GetProperty("statusUrl").GetString());
            ask.Headers.Authorization = new("Bearer", purchase.GetProperty("statusToken").GetString());
            using var answer = await http.SendAsync(ask, cancellation);
            var view = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellation);
            if (view.TryGetProperty("login", out var login))
                return (purchase.GetProperty("purchaseId").GetString()!, login.GetProperty("url").GetString()!.Split("token=")[1]);
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellation);
        }
    }

    private async Task<TimeSpan> IssuedInAsync(string purchaseId, CancellationToken cancellation)
    {
        var execution = await http.GetFromJsonAsync<JsonElement>($"/_local/executions/{purchaseId}", cancellation);
        TimeSpan At(string detail) => TimeSpan.FromSeconds(execution.GetProperty("history").EnumerateArray()
            .Single(step => step.TryGetProperty(detail, out var state) && state.GetProperty("name").GetString() == "IssueToken")
            .GetProperty("timestamp").GetDouble());
        return At("stateExitedEventDetails") - At("stateEnteredEventDetails");
    }

    private async Task<TimeSpan> RedeemAsync(string token, CancellationToken cancellation)
    {
        using var payload = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new { token }));
        var began = Stopwatch.GetTimestamp();
        var answer = await lambda.InvokeAsync(new InvokeRequest { FunctionName = redeemToken, PayloadStream = payload }, cancellation);
        var took = Stopwatch.GetElapsedTime(began);
        using var outcome = await JsonDocument.ParseAsync(answer.Payload, cancellationToken: cancellation);
        return outcome.RootElement.GetProperty("outcome").GetString() == "Redeemed"
            ? took
            : throw new InvalidOperationException($"The token was not redeemed: {outcome.RootElement}");
    }
}
