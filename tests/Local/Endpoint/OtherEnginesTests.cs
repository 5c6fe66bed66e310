using Local.Template;
using Local.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Local.Tests.Endpoint;

public sealed class OtherEnginesTests : IDisposable
{
    private const string Table = """
        {'Resources': {'Queue': {'Type': 'AWS::SQS::Queue'}}}
        """;

    private readonly AssemblyFolder folder = new AssemblyFolder().With("Test", Table);
    private readonly StringWriter output = new();

    [Fact]
    public async Task EngineWithAnotherAccount_IsRefused_WithTheOptionToAdd()
    {
        await using var engine = await AnsweringAsync("<R><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></R>");

        var refusal = await Assert.ThrowsAsync<LocalCloudException>(() => StartAsync(new Uri(engine.Urls.Single())));

        Assert.Contains("--account 123456789012", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Else each call would go round until the ports are used up.</summary>
    [Fact]
    public async Task OwnEndpoint_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<LocalCloudException>(() => StartAsync(new Uri("http://localhost:14599"), awsPort: 14599));

        Assert.Contains("in a circle", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatRunsElsewhere_IsSaid_AndStandsInTheReport()
    {
        await using var engine = await AnsweringAsync("""{"QueueUrl":"http://q/1","Attributes":{"QueueArn":"arn:aws:sqs:eu-west-1:000000000000:q"}}""");
        var address = engine.Urls.Single();

        await using var cloud = await StartAsync(new Uri(address));

        Assert.Contains($"{address} runs sqs", output.ToString(), StringComparison.Ordinal);
        Assert.Equal($"run by {address}", Assert.Single(cloud.Deployment.Inspect(CloudAssembly.Load(folder.Path)).Resources).Note);
    }

    public void Dispose() => folder.Dispose();

    private Task<LocalCloud> StartAsync(Uri engine, int awsPort = 0) => LocalCloud.StartAsync(new LocalCloudOptions
    {
        PublicPort = 0,
        AwsPort = awsPort,
        CloudAssembly = folder.Path,
        Output = output,
        Endpoints = new Dictionary<string, Uri>
        {
            ["sqs"] = engine, ["sns"] = new("http://127.0.0.1:1"), ["s3"] = new("http://127.0.0.1:1"), ["dynamodb"] = new("http://127.0.0.1:1"),
        },
    });

    /// <summary>An engine with one answer to everything.</summary>
    private static async Task<WebApplication> AnsweringAsync(string answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var engine = builder.Build();
        engine.MapFallback(() => Results.Text(answer));
        await engine.StartAsync();
        return engine;
    }
}
