using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Bundled.Shared;

/// <summary>
/// The defaults of the SDK's configuration modes, as the SDK reference guide lists them under "Smart configuration defaults".
/// </summary>
internal static class ServiceDefaults
{
    internal static IDefaultConfigurationProvider Provider { get; } = new DefaultConfigurationProvider(
    [
        Mode(DefaultConfigurationMode.Standard, connect: 3.1, tls: 3.1),
        Mode(DefaultConfigurationMode.InRegion, connect: 1.1, tls: 1.1),
        Mode(DefaultConfigurationMode.CrossRegion, connect: 3.1, tls: 3.1),
        Mode(DefaultConfigurationMode.Mobile, connect: 30, tls: 30),
        Mode(DefaultConfigurationMode.Auto, connect: 3.1, tls: 3.1),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, double connect, double tls) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromSeconds(connect),
        TlsNegotiationTimeout = TimeSpan.FromSeconds(tls),
    };
}
