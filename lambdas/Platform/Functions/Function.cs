using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.Extensions.Logging;
using Platform.Events;
using Platform.Streams;

namespace Platform.Functions;

/// <summary>The run loops of the platform's functions: one for commands, one for queues, one for streams.</summary>
public static class Function
{
    /// <summary>What a function keeps back of its time limit, to report failures instead of being killed.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    /// <summary>Runs a function that another one invokes and waits for.</summary>
    public static Task RunCommandAsync<TCommand, TAnswer>(
        Func<TCommand, CancellationToken, Task<TAnswer>> handle, JsonTypeInfo<TCommand> command, JsonTypeInfo<TAnswer> answer, ILogger log) =>
        RunAsync(command, answer, handle, log);

    /// <summary>Runs a function that an SQS event source mapping with partial failures feeds.</summary>
    public static Task RunConsumerAsync(EventConsumer consumer, ILogger log) =>
        RunAsync(QueueJson.Default.QueueBatch, BatchJson.Default.BatchAnswer, consumer.ConsumeAsync, log);

    /// <summary>Runs a function that a DynamoDB stream's event source mapping with partial failures feeds.</summary>
    public static Task RunStreamAsync(ShardReader reader, ILogger log) =>
        RunAsync(StreamJson.Default.StreamBatch, BatchJson.Default.BatchAnswer, reader.ReadAsync, log);

    private static async Task RunAsync<TIn, TOut>(
        JsonTypeInfo<TIn> input, JsonTypeInfo<TOut> output, Func<TIn, CancellationToken, Task<TOut>> handle, ILogger log)
    {
        async Task<Stream> InvokeAsync(Stream payload, ILambdaContext context)
        {
            using var scope = log.BeginScope(new Dictionary<string, object?> { ["requestId"] = context.AwsRequestId });
            using var deadline = new CancellationTokenSource(TimeLeft(context));
            var request = JsonSerializer.Deserialize(payload, input) ?? throw new JsonException("The payload is null.");
            var answer = await handle(request, deadline.Token);
            return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(answer, output));
        }

        using var bootstrap = LambdaBootstrapBuilder.Create((Func<Stream, ILambdaContext, Task<Stream>>)InvokeAsync).Build();
        await bootstrap.RunAsync();
    }

    private static TimeSpan TimeLeft(ILambdaContext context) =>
        context.RemainingTime > Reserve ? context.RemainingTime - Reserve : TimeSpan.Zero;
}
