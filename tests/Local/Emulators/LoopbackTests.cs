using System.Net;
using System.Net.NetworkInformation;
using Local.Emulators;
using Local.Endpoint;

namespace Local.Tests.Emulators;

[Collection(SharedEmulators.Name)]
public class LoopbackTests(EmulatorCloud fixture)
{
    [Fact]
    public void Everything_ListensOnLoopback_Only()
    {
        int[] ports =
        [
            fixture.Cloud.PublicUrl.Port,
            fixture.Cloud.AwsUrl.Port,
            fixture.Cloud.Services.GetRequiredService<DynamoDbLocal>().Address.Port,
            fixture.Cloud.Services.GetRequiredService<ServiceEndpoints>().For("sqs").Port,
        ];

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => ports.Contains(listener.Port)).ToList();

        Assert.Equal(ports.Length, listeners.Select(listener => listener.Port).Distinct().Count());
        Assert.All(listeners, listener => Assert.True(IPAddress.IsLoopback(
            listener.Address.IsIPv4MappedToIPv6 ? listener.Address.MapToIPv4() : listener.Address)));
    }
}
