using System.Text;
using System.Text.Json;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using Local;
using Local.Endpoint;
using Local.Processes;
using Local.Stripe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testcontainers.LocalStack;

namespace Purchase.Tests.OtherEngines;

/// <summary>
/// LocalStack in a container, with the platform deployed to it by the CDK's own CLI: published functions, its API Gateway, its Lambda. Only the
/// payment provider stays on this machine, on the loopback interface; a tunnel of Testcontainers lets the functions reach it.
/// </summary>
internal sealed class LocalStack : IAsyncDisposable
{
    /// <summary>The last version that runs without an account.</summary>
    private const string Image = "localstack/localstack:4.14.0";

    private const string Region = "eu-west-1";
    private const string Account = "000000000000";
    private const string Sender = "shop@example.com";

    private readonly ChildProcesses processes = new();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(2) };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("localstack-");
    private WebApplication? provider;
    private LocalStackContainer? container;

    /// <summary>What comes before <c>/api</c>.</summary>
    public Uri Root { get; private set; } = null!;

    /// <exception cref="DockerUnavailableException">No Docker engine answers.</exception>
    public static async Task<LocalStack> DeployAsync()
    {
        var platform = new LocalStack();
        try
        {
            await platform.StartAsync();
            return platform;
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (container is not null)
            await container.DisposeAsync();
        if (provider is not null)
            await provider.DisposeAsync();
        await processes.DisposeAsync();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        _ = new LocalStackBuilder(Image).Build(); // asks whether there is an engine, before anything is started
        provider = await StartProviderAsync();
        var port = (ushort)new Uri(provider.Urls.Single()).Port;
        // A container hears of the tunnel when its builder is made.
        await TestcontainersSettings.ExposeHostPortsAsync(port);
        container = new LocalStackBuilder(Image)
            .WithCreateParameterModifier(parameters =>
            {
                // Whoever reaches its Lambda may run code: this machine alone.
                foreach (var binding in parameters.HostConfig!.PortBindings.Values.SelectMany(bindings => bindings))
                    binding.HostIP = "127.0.0.1";
            })
            .WithBindMount("/var/run/docker.sock", "/var/run/docker.sock") // its Lambda starts containers
            .Build();
        await container.StartAsync();

        // The functions' containers know the tunnel by its address only.
        var hosts = await container.ExecAsync(["getent", "hosts", "host.testcontainers.internal"]);
        var tunnel = hosts.Stdout.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        var outputs = await DeployAsync($"http://{tunnel}:{port}/_local/stripe");

        await CallAsync("ses", null, $"Action=VerifyEmailIdentity&Version=2010-12-01&EmailAddress={Sender}");
        await CallAsync("secretsmanager", "secretsmanager.PutSecretValue", JsonSerializer.Serialize(new
        {
            SecretId = outputs.GetProperty("StripeSecretArn").GetString(), SecretString = "sk_test_localstack",
        }));
        var api = new Uri(outputs.GetProperty("ApiUrl").GetString()!);
        Root = new Uri(Address, $"/_aws/execute-api/{api.Host.Split('.')[0]}");
    }

    /// <summary>By number: S3 clients then put the bucket's name into the path, and no name needs to be resolved.</summary>
    private Uri Address => new UriBuilder(container!.GetConnectionString()) { Host = "127.0.0.1" }.Uri;

    private static async Task<WebApplication> StartProviderAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddStripeSandbox();
        var app = builder.Build();
        foreach (var routes in app.Services.GetServices<IPublicRoutes>())
            routes.Map(app);
        await app.StartAsync();
        return app;
    }

    private async Task<JsonElement> DeployAsync(string stripeApiUrl)
    {
        var environment = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = Address.ToString().TrimEnd('/'),
            ["AWS_ACCESS_KEY_ID"] = CredentialRegistry.DeveloperKey,
            ["AWS_SECRET_ACCESS_KEY"] = CredentialRegistry.DeveloperKey,
            ["AWS_REGION"] = Region,
            ["AWS_DEFAULT_REGION"] = Region,
        };
        string[] context = ["-c", $"stripeApiUrl={stripeApiUrl}", "-c", $"senderAddress={Sender}", "-c", "analytics=off"];
        var outputs = Path.Combine(folder.FullName, "outputs.json");
        await CdkAsync(["bootstrap", $"aws://{Account}/{Region}", "-c", "lambdaAssets=build"]);
        await CdkAsync(["deploy", "AwsPlatform", "--exclusively", "--require-approval", "never", "--outputs-file", outputs, .. context]);
        using var stream = File.OpenRead(outputs);
        return (await JsonSerializer.DeserializeAsync<JsonElement>(stream)).GetProperty("AwsPlatform");

        Task CdkAsync(string[] arguments)
        {
            string[] cdk = ["cdk", .. arguments, "--output", Path.Combine(folder.FullName, "cdk.out")];
            return new Command(processes).RequireAsync("npx", cdk, Repository.Find().Root, CancellationToken.None, environment);
        }
    }

    private async Task CallAsync(string service, string? target, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);
        request.Headers.TryAddWithoutValidation("Authorization", CredentialScope.Header(CredentialRegistry.DeveloperKey, Region, service));
        if (target is not null)
            request.Headers.Add("X-Amz-Target", target);
        request.Content = new StringContent(
            body, Encoding.UTF8, target is null ? "application/x-www-form-urlencoded" : "application/x-amz-json-1.1");
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
