using System.Net;
using System.Security.Cryptography;
using Local.Analytics;
using Local.ApiGateway;
using Local.Clock;
using Local.CloudConsole;
using Local.CloudFront;
using Local.Crm;
using Local.Data;
using Local.Deployment;
using Local.DynamoDb;
using Local.Emulators;
using Local.Endpoint;
using Local.EventSources;
using Local.Faults;
using Local.Iam;
using Local.Kms;
using Local.Lambda;
using Local.Preparation;
using Local.S3;
using Local.Schedules;
using Local.SecretsManager;
using Local.Ses;
using Local.Sns;
using Local.Sqs;
using Local.Ssm;
using Local.StepFunctions;
using Local.Stripe;

namespace Local;

/// <summary>Composes the parts of a local cloud.</summary>
internal static class LocalCloudHost
{
    public static WebApplication Build(LocalCloudOptions options, DataFolder data)
    {
        // Empty: no settings files, no environment variables, no signal handlers; options say everything.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var port in (int[])[options.PublicPort, options.AwsPort])
                kestrel.Listen(IPAddress.Loopback, port);
        });
        // The host would log what StartAsync throws anyway.
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();

        AddParts(builder.Services.AddSingleton(options).AddSingleton(data), options, data);
        options.Configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private static void AddParts(IServiceCollection services, LocalCloudOptions options, DataFolder data)
    {
        // Drawn here and known to the sandboxes alone: no real account's key can be used by mistake.
        var crmToken = Drawn(data, "crm-token", () => $"pat-local-{RandomNumberGenerator.GetHexString(24, lowercase: true)}");
        var stripeKey = Drawn(data, "stripe-key", () => $"sk_test_{RandomNumberGenerator.GetHexString(24, lowercase: true)}");
        services
            .AddClock(options)
            .AddPreparation()
            .AddEndpoint()
            .AddDeployment()
            .AddEmulators()
            .AddDynamoDb()
            .AddS3()
            .AddAnalytics()
            .AddSqs()
            .AddSns()
            .AddKms()
            .AddSecretsManager(new SecretSeeds(new Dictionary<string, string> { ["StripeSecret"] = stripeKey, ["CrmToken"] = crmToken }))
            .AddSsm()
            .AddSes()
            .AddIam()
            .AddStripeSandbox(sandbox => sandbox.SecretKey = stripeKey)
            .AddCrmSandbox(crmToken)
            .AddLambda()
            // Before the queues are polled: an answer to a task's token must find the execution that waits for it.
            .AddStepFunctions(data)
            .AddEventSources()
            .AddSchedules()
            .AddApiGateway()
            .AddCloudFront()
            .AddFaults()
            .AddConsole();
    }

    /// <summary>A value that is drawn at the first start of a data folder, or at each start without one.</summary>
    private static string Drawn(DataFolder data, string name, Func<string> draw)
    {
        var kept = data.Documents<string>(name);
        if (kept.Earlier.TryGetValue(name, out var earlier))
            return earlier;
        var drawn = draw();
        kept.Put(name, drawn);
        return drawn;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
