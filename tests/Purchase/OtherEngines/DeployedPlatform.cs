using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DotNet.Testcontainers.Builders;
using Wait = Purchase.Tests.Support.Wait;

namespace Purchase.Tests.OtherEngines;

/// <summary>
/// A platform that somebody deployed, seen from outside: the one whose <c>ApiUrl</c> is in PLATFORM_API_URL, in AWS or anywhere, or with
/// USE_LOCALSTACK=1 one in LocalStack.
/// </summary>
public sealed class DeployedPlatform : IAsyncLifetime
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private LocalStack? localStack;
    private Uri? root;
    private string? hindrance;

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_API_URL") is { Length: > 0 } api)
            root = new Uri(api.TrimEnd('/')[..^"/api".Length]);
        else if (Environment.GetEnvironmentVariable("USE_LOCALSTACK") == "1")
            await DeployAsync();
        else
            hindrance = "set USE_LOCALSTACK=1 (needs a Docker engine), or PLATFORM_API_URL to the output ApiUrl of a deployed platform";
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        if (localStack is not null)
            await localStack.DisposeAsync();
    }

    public void RequireOrSkip() => Skip.If(hindrance is not null, hindrance);

    public async Task<(HttpStatusCode Code, JsonElement Body)> BuyAsync(string email, string card = "pm_card_visa")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At("/api/checkout"));
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Content = JsonContent.Create(new { productId = "prod_premium_tier", email, paymentMethod = card });
        await request.Content.LoadIntoBufferAsync(); // REST APIs want a length
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Polls the status as the storefront does.</summary>
    /// <param name="accepted">What the checkout answered.</param>
    public async Task<JsonElement> WaitForAsync(JsonElement accepted, string status)
    {
        var last = "";
        var view = await Wait.ForAsync($"{status} of {accepted.GetProperty("purchaseId").GetString()}", async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, At(accepted.GetProperty("statusUrl").GetString()!));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accepted.GetProperty("statusToken").GetString());
            using var answer = await http.SendAsync(request);
            last = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode && JsonDocument.Parse(last).RootElement is var now && now.GetProperty("status").GetString() == status
                ? new Found(now)
                : null;
        });
        return view.Json;
    }

    /// <summary>The root may have a path of its own, below which the API is.</summary>
    private Uri At(string path) => new(root!.ToString().TrimEnd('/') + path);

    private async Task DeployAsync()
    {
        try
        {
            localStack = await LocalStack.DeployAsync();
            root = localStack.Root;
        }
        catch (DockerUnavailableException missing)
        {
            hindrance = $"USE_LOCALSTACK=1, but no Docker engine answers: {missing.Message}";
        }
    }

    private sealed record Found(JsonElement Json);
}
