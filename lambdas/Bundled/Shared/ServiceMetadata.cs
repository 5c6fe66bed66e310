using Amazon.Runtime.Internal;

namespace Bundled.Shared;

/// <summary>The service's identifier, as telemetry and the user agent name it.</summary>
internal sealed class ServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
