namespace Local.Endpoint;

/// <summary>Registers the AWS endpoint and what others need of it: addresses, credentials, service endpoints, call counts.</summary>
internal static class EndpointPart
{
    public static IServiceCollection AddEndpoint(this IServiceCollection services) => services
        .AddSingleton<LocalAddresses>()
        .AddSingleton<OtherEngines>()
        .AddSingleton<CredentialRegistry>()
        .AddSingleton<IRoleCredentials>(provider => provider.GetRequiredService<CredentialRegistry>())
        .AddSingleton(CreateEndpoints)
        .AddSingleton<CallCounter>()
        .AddSingleton<Forwarder>()
        .AddSingleton<AwsApi>()
        .AddSingleton<AwsEndpoint>();

    private static ServiceEndpoints CreateEndpoints(IServiceProvider provider)
    {
        var endpoints = new ServiceEndpoints(provider.GetRequiredService<LocalAddresses>());
        foreach (var (service, address) in provider.GetRequiredService<LocalCloudOptions>().Endpoints)
            endpoints.Replace(service, address);
        return endpoints;
    }
}
