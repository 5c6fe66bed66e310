using Local.Deployment;
using Local.Endpoint;
using Local.Ops.Aws;

namespace Local.CloudConsole.Stories;

/// <summary>An operator's clients for the platform in this cloud, made when first asked for and after a deployment.</summary>
internal sealed class Platform(LocalAddresses addresses, Deployer deployer, LocalCloudOptions options) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);
    private (int Resources, OperatorAws Aws)? connected;

    /// <exception cref="LocalCloudException">No platform is deployed.</exception>
    public async Task<OperatorAws> ConnectAsync(CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var resources = deployer.Resources.Count;
            if (connected is { } known && known.Resources == resources)
                return known.Aws;
            // The clients before are left to those who still use them.
            var aws = await OperatorAws.ConnectAsync(OperatorTarget.Emulator(addresses.Aws, options.Region), cancellation);
            connected = (resources, aws);
            return aws;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        connected?.Aws.Dispose();
        oneAtATime.Dispose();
    }
}
