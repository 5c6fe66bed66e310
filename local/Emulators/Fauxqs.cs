using Local.Clock;
using Local.Data;
using Local.Endpoint;
using Local.Processes;

namespace Local.Emulators;

/// <summary>fauxqs: SNS, SQS and S3, in memory or with a journal in the data folder.</summary>
public sealed class Fauxqs(
    ChildProcesses processes, ServiceEndpoints endpoints, LocalAddresses addresses, LocalCloudOptions options, DataFolder data, ProcessTime time)
    : IAsyncDisposable
{
    private const string Sign = "listening on ";

    private EmulatorProcess? process;

    /// <exception cref="LocalCloudException">It doesn't start.</exception>
    public async Task StartAsync(EmulatorPackages packages, CancellationToken cancellation)
    {
        string[] storage = data.PathOf("messages.jsonl") is { } journal ? [journal, addresses.Aws.Authority] : [];
        process = await EmulatorProcess.StartAsync(
            processes, "fauxqs", "node", [packages.FauxqsScript, options.Region, .. storage], packages.Folder, time.Variables);
        var line = await process.WaitUntilUpAsync(
            output => Task.FromResult(output.FirstOrDefault(text => text.StartsWith(Sign, StringComparison.Ordinal))),
            TimeSpan.FromSeconds(60),
            cancellation);
        var address = new Uri(line[Sign.Length..]);
        foreach (var service in (string[])["sns", "sqs", "s3"])
            endpoints.Emulated(service, address);
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
