using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Bundled.Shared;

/// <summary>Finds a service's address: the configured one, or the regional one of the region's partition.</summary>
/// <param name="hostPrefix">The host name's part before the region, for instance <c>states</c>.</param>
internal sealed class ServiceEndpoint(string hostPrefix) : IEndpointProvider
{
    /// <exception cref="AmazonClientException">There is neither a region nor an address, or the partition has no such endpoint.</exception>
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = parameters["UseFIPS"] is true;
        var dualStack = parameters["UseDualStack"] is true;
        if (parameters["Endpoint"] is string url)
        {
            return fips || dualStack
                ? throw new AmazonClientException("A configured endpoint cannot be combined with FIPS or dual-stack endpoints.")
                : new Endpoint(url);
        }

        var region = parameters["Region"] as string ?? throw new AmazonClientException("No region and no endpoint are configured.");
        var partition = Fn.Partition(region) ?? throw new AmazonClientException($"Region {region} belongs to no known partition.");
        if ((fips && !partition.supportsFIPS) || (dualStack && !partition.supportsDualStack))
            throw new AmazonClientException($"Partition {partition.name} has no such endpoint: FIPS {fips}, dual-stack {dualStack}.");

        var suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new Endpoint($"https://{hostPrefix}{(fips ? "-fips" : "")}.{region}.{suffix}");
    }

    internal static EndpointParameters Parameters(IClientConfig config, RegionEndpoint? alternate) => new()
    {
        ["Region"] = (alternate ?? config.RegionEndpoint)?.SystemName,
        ["UseDualStack"] = config.UseDualstackEndpoint,
        ["UseFIPS"] = config.UseFIPSEndpoint,
        ["Endpoint"] = config.ServiceURL,
    };
}

/// <summary>The step of the request pipeline that asks the client's endpoint provider.</summary>
internal sealed class ServiceEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        ServiceEndpoint.Parameters(requestContext.ClientConfig, requestContext.Request?.AlternateEndpoint);
}
