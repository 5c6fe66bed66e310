using System.Net.Sockets;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Local.Endpoint;

namespace Local.Ops.Aws;

/// <summary>Where the platform is that an operator works on, and who they are there.</summary>
/// <param name="Endpoint">The address of an AWS endpoint; null for AWS itself.</param>
/// <param name="Credentials">Null for what the SDK finds by itself: environment, profile, role.</param>
internal sealed record OperatorTarget(Uri? Endpoint, AWSCredentials? Credentials, RegionEndpoint? Region)
{
    /// <summary>Where the local cloud listens if nothing else is said.</summary>
    public static readonly Uri LocalCloud = new("http://localhost:4566");

    private const string LocalRegion = "eu-west-1";

    /// <summary>An endpoint that takes the key <c>test</c>, as the local cloud and other emulators do.</summary>
    public static OperatorTarget Emulator(Uri endpoint, string? region = null) => new(
        endpoint,
        new BasicAWSCredentials(CredentialRegistry.DeveloperKey, CredentialRegistry.DeveloperKey),
        RegionEndpoint.GetBySystemName(region ?? LocalRegion));

    /// <summary>An account of AWS.</summary>
    /// <exception cref="LocalCloudException">There is no such profile, or nothing says which region is meant.</exception>
    public static OperatorTarget Account(string? profile, string? region)
    {
        var (credentials, home) = profile is null ? (null, null) : Read(profile);
        // The last is the AWS CLI's variable, which the SDK doesn't know.
        var place = region ?? (home ?? FallbackRegionFactory.GetRegionEndpoint())?.SystemName
            ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION")
            ?? throw new LocalCloudException("Which region? Say --region, or set AWS_REGION.");
        return new(null, credentials, RegionEndpoint.GetBySystemName(place));
    }

    /// <summary>Points a client's settings here.</summary>
    public T Configure<T>(T config) where T : ClientConfig
    {
        config.RetryMode = RequestRetryMode.Standard;
        config.Timeout = TimeSpan.FromMinutes(1); // ReconcilePayments asks the provider before it answers
        if (Endpoint is not null)
            (config.ServiceURL, config.AuthenticationRegion) = (Endpoint.ToString(), Region!.SystemName);
        else if (Region is not null)
            config.RegionEndpoint = Region;
        return config;
    }

    /// <exception cref="LocalCloudException">Nobody listens there.</exception>
    public async Task RequireAnswerAsync(CancellationToken cancellation)
    {
        if (Endpoint is null)
            return;
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(Endpoint.Host, Endpoint.Port, cancellation);
        }
        catch (SocketException)
        {
            throw new LocalCloudException(
                $"Nothing answers at {Endpoint}. "
                + "Start the local cloud (dotnet run --project local), name another --endpoint, or say --aws.");
        }
    }

    private static (AWSCredentials Credentials, RegionEndpoint? Region) Read(string profile)
    {
        var chain = new CredentialProfileStoreChain();
        return chain.TryGetProfile(profile, out var found) && chain.TryGetAWSCredentials(profile, out var credentials)
            ? (credentials, found.Region)
            : throw new LocalCloudException($"The AWS configuration has no profile {profile}, or none with credentials.");
    }
}
