using System.Net;
using System.Security.Cryptography;
using Local.ApiGateway;
using Local.Clock;
using Local.CloudFront;
using Local.Deployment;
using Local.DynamoDb;
using Local.Emulators;
using Local.Endpoint;
using Local.EventSources;
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
    public static WebApplication Build(LocalCloudOptions options)
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

        AddParts(builder.Services.AddSingleton(options), options);
        options.Configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private static void AddParts(IServiceCollection services, LocalCloudOptions options)
    {
        // Drawn anew at each start, and known to the sandbox alone: no real account's key can be used by mistake.
        var stripeKey = $"sk_test_{RandomNumberGenerator.GetHexString(24, lowercase: true)}";
        services
            .AddClock(options)
            .AddPreparation()
            .AddEndpoint()
            .AddDeployment()
            .AddEmulators()
            .AddDynamoDb()
            .AddS3()
            .AddSqs()
            .AddSns()
            .AddKms()
            .AddSecretsManager(new SecretSeeds(new Dictionary<string, string> { ["StripeSecret"] = stripeKey }))
            .AddSsm()
            .AddSes()
            .AddIam()
            .AddStripeSandbox(sandbox => sandbox.SecretKey = stripeKey)
            .AddLambda()
            .AddEventSources()
            .AddSchedules()
            .AddStepFunctions()
            .AddApiGateway()
            .AddCloudFront();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
