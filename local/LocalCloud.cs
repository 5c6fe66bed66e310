using System.Diagnostics;
using System.Globalization;
using Local.Cli;
using Local.CloudConsole;
using Local.CloudFront;
using Local.Data;
using Local.Deployment;
using Local.Emulators;
using Local.Endpoint;
using Local.Faults;
using Local.Preparation;
using Local.Processes;
using Local.Template;
using Microsoft.AspNetCore.Connections;

namespace Local;

/// <summary>A running local cloud: both ports open, everything of the templates deployed. Disposing it stops every process it started.</summary>
public sealed class LocalCloud : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly LocalCloudOptions options;
    private readonly DataFolder data;
    private readonly List<ILocalPart> started = [];
    private int awsPort;

    private LocalCloud(LocalCloudOptions options)
    {
        this.options = options;
        data = DataFolder.Open(options.DataFolder);
        app = LocalCloudHost.Build(options, data);
        app.Use(next => http => LocalCallers.IsMisdirected(http.Request) ? LocalCallers.RefuseMisdirectedAsync(http) : next(http));
        app.Use(next => http => http.Connection.LocalPort == awsPort
            ? app.Services.GetRequiredService<AwsEndpoint>().HandleAsync(http)
            : next(http));
        foreach (var routes in app.Services.GetServices<IPublicRoutes>())
            routes.Map(app);
    }

    /// <summary>The address of the shop, the API, the payment sandbox and the local views.</summary>
    public Uri PublicUrl => Services.GetRequiredService<LocalAddresses>().Public;

    /// <summary>The AWS endpoint.</summary>
    public Uri AwsUrl => Services.GetRequiredService<LocalAddresses>().Aws;

    /// <summary>The calls that have reached the AWS endpoint.</summary>
    public CallCounter Calls => Services.GetRequiredService<CallCounter>();

    /// <summary>The resources that exist, as the templates define them.</summary>
    public Deployer Deployment => Services.GetRequiredService<Deployer>();

    public IServiceProvider Services => app.Services;

    /// <summary>Prepares, deploys and starts everything.</summary>
    /// <exception cref="LocalCloudException">Something the machine must provide is missing, or a port is taken.</exception>
    /// <exception cref="DeploymentException">The templates hold something that can't be deployed here.</exception>
    public static async Task<LocalCloud> StartAsync(LocalCloudOptions options, CancellationToken cancellation = default)
    {
        var cloud = new LocalCloud(options);
        try
        {
            await cloud.StartAsync(cancellation);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(started))
            await part.StopAsync(CancellationToken.None);
        await app.StopAsync();
        await app.DisposeAsync();
        data.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var progress = Services.GetRequiredService<Progress>();
        await OpenPortsAsync(cancellation);
        await Services.GetRequiredService<OtherEngines>().RequireAsync(cancellation);
        var assembly = await PrepareAsync(cancellation);

        Services.GetRequiredService<FaultEngine>().Load(options.Faults);
        await progress.StepAsync("deploy", () => Deployment.DeployAsync(assembly, cancellation));
        foreach (var part in Services.GetServices<ILocalPart>())
        {
            started.Add(part);
            await part.StartAsync(cancellation);
        }

        Services.GetRequiredService<LaterDeployments>().Open();

        if (Services.GetRequiredService<Distributions>().Any)
            progress.SayAlways($"Shop    {PublicUrl}");
        progress.SayAlways($"API     {new Uri(PublicUrl, "api")}");
        progress.SayAlways($"App     {new Uri(PublicUrl, "app")}");
        progress.SayAlways($"AWS     {AwsUrl}   (AWS_ENDPOINT_URL; key and secret \"{CredentialRegistry.DeveloperKey}\", region {options.Region})");
        progress.SayAlways($"Console {new Uri(PublicUrl, ConsoleRoutes.Path)}   (what is deployed, what goes on, every purchase)");
        progress.SayAlways($"E-mails {new Uri(PublicUrl, "_local/outbox")}");
        progress.SayAlways(string.Create(CultureInfo.InvariantCulture, $"Ready after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s. Ctrl-C stops."));
    }

    /// <summary>Before anything slow, so that a taken port is known at once.</summary>
    private async Task OpenPortsAsync(CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new LocalCloudException($"{exception.Message} Stop what uses the port, or choose others with --port and --aws-port.");
        }
        var ports = app.Urls.Select(url => new Uri(url).Port).ToList();
        awsPort = ports[1];
        Services.GetRequiredService<LocalAddresses>().Set(ports[0], awsPort);
    }

    /// <summary>The emulators start while the templates are synthesized.</summary>
    private async Task<CloudAssembly> PrepareAsync(CancellationToken cancellation)
    {
        var endpoints = Services.GetRequiredService<ServiceEndpoints>();
        var preparer = Services.GetRequiredService<Preparer>();
        await Services.GetRequiredService<Toolchain>().RequireAsync(java: !endpoints.IsReplaced("dynamodb"), cancellation);

        CloudAssembly? assembly = null;
        await Together.RunAsync(
            cancellation,
            async stop => assembly = await LoadAsync(preparer, stop),
            Services.GetRequiredService<EmulatorFleet>().StartAsync);
        return assembly!;
    }

    /// <summary>A template that can't be deployed is refused before the emulators are up.</summary>
    private async Task<CloudAssembly> LoadAsync(Preparer preparer, CancellationToken cancellation)
    {
        var assembly = options.CloudAssembly is { } folder ? CloudAssembly.Load(folder) : await preparer.SynthesizeAsync(cancellation);
        foreach (var line in Deployment.Inspect(assembly).Summary())
            Services.GetRequiredService<Progress>().Say(line);
        return assembly;
    }
}
