using Local.Deployment;

namespace Local.Sqs;

/// <summary>Registers queues.</summary>
internal static class SqsPart
{
    public static IServiceCollection AddSqs(this IServiceCollection services) => services.AddSingleton<IResourceHandler, QueueResources>();
}
