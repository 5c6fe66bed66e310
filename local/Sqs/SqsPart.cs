using Local.Deployment;
using Local.Endpoint;

namespace Local.Sqs;

/// <summary>Registers queues and what the emulator lacks of SQS.</summary>
internal static class SqsPart
{
    public static IServiceCollection AddSqs(this IServiceCollection services) => services
        .AddSingleton<IResourceHandler, QueueResources>()
        .AddSingleton<QueueClient>()
        .AddSingleton<MessageMover>()
        .AddSingleton<MessageMoves>()
        .AddSingleton<IAwsService, QueueService>();
}
