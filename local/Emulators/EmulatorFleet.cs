using Local.Cli;
using Local.Endpoint;
using Local.Preparation;

namespace Local.Emulators;

/// <summary>The emulators that this local cloud runs: those whose services aren't replaced.</summary>
internal sealed class EmulatorFleet(
    Preparer preparer, EmulatorPackages packages, DynamoDbLocal dynamoDb, Fauxqs fauxqs, ServiceEndpoints endpoints, Progress progress)
{
    public async Task StartAsync(CancellationToken cancellation)
    {
        List<(string Name, Func<EmulatorPackages, CancellationToken, Task> Start)> due = [];
        if (!endpoints.IsReplaced("dynamodb"))
            due.Add(("DynamoDB Local", dynamoDb.StartAsync));
        if (((string[])["sns", "sqs", "s3"]).Any(service => !endpoints.IsReplaced(service)))
            due.Add(("fauxqs (SNS, SQS, S3)", fauxqs.StartAsync));
        if (due.Count == 0)
            return;
        await preparer.InstallPackagesAsync(cancellation);
        await Task.WhenAll(due.Select(emulator => progress.StepAsync($"start {emulator.Name}", () => emulator.Start(packages, cancellation))));
    }
}

/// <summary>Registers the emulators.</summary>
internal static class EmulatorsPart
{
    public static IServiceCollection AddEmulators(this IServiceCollection services) => services
        .AddSingleton<EmulatorPackages>()
        .AddSingleton<DynamoDbLocal>()
        .AddSingleton<Fauxqs>()
        .AddSingleton<EmulatorFleet>();
}
