using Local.Data;
using Local.Deployment;
using Local.Preparation;

namespace Local.Tests.Deployment;

/// <summary>docs/fidelity.md is what the local cloud makes of the platform's templates, so that nothing it runs is left out one day unnoticed.</summary>
public sealed class FidelityTests
{
    [Fact]
    public async Task EveryType_IsInTheClassThatTheDocumentSays()
    {
        var document = await File.ReadAllLinesAsync(Path.Combine(Repository.Find().Root, FidelityDocument.Place));

        var report = await InspectAsync();

        Assert.Equal(document.Where(line => line.StartsWith("| `", StringComparison.Ordinal)), FidelityDocument.Rows(report));
    }

    [Fact]
    public async Task EveryResource_IsInTheReport_WithAReasonWhereItDoesNotRun()
    {
        var report = (await InspectAsync()).ToJson();

        var resources = report["resources"]!.AsArray();
        Assert.Equal((int)report["run"]! + (int)report["checked"]! + (int)report["notEmulated"]!, resources.Count);
        Assert.All(resources, resource => Assert.True((string?)resource!["fidelity"] == "run" || (string?)resource["note"] != "", (string?)resource["path"]));
    }

    /// <summary>Of the templates that a start without options deploys.</summary>
    private static async Task<FidelityReport> InspectAsync()
    {
        await using var app = LocalCloudHost.Build(new LocalCloudOptions { Output = TextWriter.Null }, DataFolder.Open(null));
        return app.Services.GetRequiredService<Deployer>().Inspect(
            await app.Services.GetRequiredService<Preparer>().SynthesizeAsync(CancellationToken.None));
    }
}
