using System.Reflection;
using Cdk;

namespace Template.Tests;

/// <summary>
/// The templates of the platform and its storefront for development and for production, synthesized once for all tests.
/// Both with everything that there is.
/// </summary>
public sealed class Synthesis : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SynthesizedTemplate Development { get; private set; } = null!;

    public SynthesizedTemplate Production { get; private set; } = null!;

    public SynthesizedTemplate DevelopmentStorefront { get; private set; } = null!;

    public SynthesizedTemplate ProductionStorefront { get; private set; } = null!;

    public SynthesizedTemplate DevelopmentAnalytics { get; private set; } = null!;

    public SynthesizedTemplate ProductionAnalytics { get; private set; } = null!;

    /// <summary>Production with the token cache in Valkey.</summary>
    public SynthesizedTemplate Valkey { get; private set; } = null!;

    public SynthesizedTemplate ValkeyTokenCache { get; private set; } = null!;

    /// <summary>Production as it is by default: the application is the deployer's own.</summary>
    public SynthesizedTemplate OwnApp { get; private set; } = null!;

    /// <summary>The folder of production's cloud assembly, of the same with every consumer added, and of CrmSync by itself.</summary>
    public (string Without, string With, string Alone) Consumers =>
        (folder.Below("production"), folder.Below("with-consumers"), folder.Below("consumer-alone"));

    /// <summary>The stack of a consumer, as it is added to production.</summary>
    public SynthesizedTemplate ConsumerStack(string name) => new(Consumers.With, $"AwsPlatform{name}");

    public async Task InitializeAsync()
    {
        var lambdas = folder.Below("lambdas");
        // A function of the template without a project of that name gets no file, and fails the synth.
        foreach (var function in Functions.All)
            folder.Write($"lambdas/{function}/bin/{BuildConfiguration}/net10.0/bootstrap", "stands for the function");

        folder.Write("web/out/index.html", "stands for the shop");

        var common = new Dictionary<string, string> { ["lambdaRoot"] = lambdas, ["webRoot"] = folder.Below("web") };
        var production = new Dictionary<string, string>(common)
        {
            ["stage"] = "production",
            ["storefrontDomain"] = "shop.test",
            ["storefrontCertificate"] = "arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000000",
            ["senderAddress"] = "orders@shop.test",
            ["signingKeys"] = "2,1", // in the middle of a rotation
            ["runbookUrl"] = "https://wiki.shop.test/operations",
            ["alarmTopicArn"] = "arn:aws:sns:eu-west-1:123456789012:operators",
        };
        await Task.WhenAll(
            SynthesizeAsync("development", new(common) { ["stage"] = "development" }),
            SynthesizeAsync("production", new(production) { ["mainApp"] = "stand-in" }),
            SynthesizeAsync("with-consumers", new(production) { ["mainApp"] = "stand-in", ["stacks"] = "all" }),
            SynthesizeAsync("consumer-alone", new(production) { ["mainApp"] = "stand-in", ["stacks"] = "CrmSync" }),
            SynthesizeAsync("valkey", new(production) { ["mainApp"] = "stand-in", ["tokenCache"] = "valkey" }),
            SynthesizeAsync("own-app", new(production) { ["mainAppUrl"] = "https://app.shop.test" }));
        (Development, DevelopmentStorefront) = Templates("development");
        (Production, ProductionStorefront) = Templates("production");
        (OwnApp, _) = Templates("own-app");
        DevelopmentAnalytics = new(folder.Below("development"), "AwsPlatformAnalytics");
        ProductionAnalytics = new(folder.Below("production"), "AwsPlatformAnalytics");
        (Valkey, ValkeyTokenCache) = (new(folder.Below("valkey")), new(folder.Below("valkey"), "AwsPlatformTokenCache"));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();

    /// <summary>The functions are taken from the configuration that the CDK app was built in.</summary>
    public static string BuildConfiguration =>
        typeof(PurchaseEvents).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private async Task SynthesizeAsync(string name, Dictionary<string, string> context)
    {
        var (exitCode, errors) = await CdkApp.SynthesizeAsync(folder.Below(name), new(context) { ["lambdaAssets"] = "build" });
        Assert.True(exitCode == 0, errors);
    }

    private (SynthesizedTemplate Platform, SynthesizedTemplate Storefront) Templates(string name) =>
        (new(folder.Below(name)), new(folder.Below(name), "AwsPlatformStorefront"));
}

[CollectionDefinition(nameof(Synthesis))]
public sealed class SharedSynthesis : ICollectionFixture<Synthesis>;
