using System.Reflection;
using Cdk;

namespace Template.Tests;

/// <summary>The platform's template for development and for production, synthesized once for all tests.</summary>
public sealed class Synthesis : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SynthesizedTemplate Development { get; private set; } = null!;

    public SynthesizedTemplate Production { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var lambdas = folder.Below("lambdas");
        // A function of the template without a project of that name gets no file, and fails the synth.
        foreach (var function in Functions.All)
        {
            var output = Path.Combine(lambdas, function, "bin", BuildConfiguration, "net10.0");
            Directory.CreateDirectory(output);
            await File.WriteAllTextAsync(Path.Combine(output, "bootstrap"), "stands for the function");
        }

        var templates = await Task.WhenAll(
            SynthesizeAsync("development", new() { ["lambdaRoot"] = lambdas }),
            SynthesizeAsync("production", new()
            {
                ["lambdaRoot"] = lambdas,
                ["mainAppUrl"] = "https://app.shop.test",
                ["senderAddress"] = "orders@shop.test",
            }));
        (Development, Production) = (templates[0], templates[1]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => folder.Dispose();

    private static string BuildConfiguration =>
        typeof(PurchaseEvents).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private async Task<SynthesizedTemplate> SynthesizeAsync(string stage, Dictionary<string, string> context)
    {
        var output = folder.Below(stage);
        var (exitCode, errors) = await CdkApp.SynthesizeAsync(output, new(context) { ["stage"] = stage, ["lambdaAssets"] = "build" });
        Assert.True(exitCode == 0, errors);
        return new SynthesizedTemplate(output);
    }
}

[CollectionDefinition(nameof(Synthesis))]
public sealed class SharedSynthesis : ICollectionFixture<Synthesis>;
