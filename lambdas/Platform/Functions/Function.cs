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

    /// <summary>
    /// Runs a function that another one notifies and nobody waits for. Lambda repeats an event that failed, under the same request id;
    /// so the handler gets the id, and its errors are all that it answers.
    /// </summary>
    public static Task RunNotifiedAsync<TCommand>(
        Func<TCommand, string, CancellationToken, Task> handle, JsonTypeInfo<TCommand> command, ILogger log) =>
        RunAsync(command, async (request, requestId, deadline) =>
        {
            await handle(request, requestId, deadline);
            return "null"u8.ToArray();
        }, log);

    /// <summary>Runs a function that an SQS event source mapping with partial failures feeds.</summary>
    public static Task RunConsumerAsync(EventConsumer consumer, ILogger log) =>
        RunAsync(QueueJson.Default.QueueBatch, BatchJson.Default.BatchAnswer, consumer.ConsumeAsync, log);

    /// <summary>Runs a function that a DynamoDB stream's event source mapping with partial failures feeds.</summary>
    public static Task RunStreamAsync(ShardReader reader, ILogger log) => RunStreamAsync(reader.ReadAsync, log);

    /// <summary>Runs a function that works on the batches of a stream as a whole.</summary>
    public static Task RunStreamAsync(Func<StreamBatch, CancellationToken, Task<BatchAnswer>> handle, ILogger log) =>
        RunAsync(StreamJson.Default.StreamBatch, BatchJson.Default.BatchAnswer, handle, log);

    private static Task RunAsync<TIn, TOut>(
        JsonTypeInfo<TIn> input, JsonTypeInfo<TOut> output, Func<TIn, CancellationToken, Task<TOut>> handle, ILogger log) =>
        RunAsync(input, async (request, _, deadline) => JsonSerializer.SerializeToUtf8Bytes(await handle(request, deadline), output), log);

    private static async Task RunAsync<TIn>(JsonTypeInfo<TIn> input, Func<TIn, string, CancellationToken, Task<byte[]>> handle, ILogger log)
    {
        async Task<Stream> InvokeAsync(Stream payload, ILambdaContext context)
        {
            using var scope = log.BeginScope(new Dictionary<string, object?> { ["requestId"] = context.AwsRequestId });
            using var deadline = new CancellationTokenSource(TimeLeft(context));
            var request = JsonSerializer.Deserialize(payload, input) ?? throw new JsonException("The payload is null.");
            return new MemoryStream(await handle(request, context.AwsRequestId, deadline.Token));
        }

        using var bootstrap = LambdaBootstrapBuilder.Create((Func<Stream, ILambdaContext, Task<Stream>>)InvokeAsync).Build();
        await bootstrap.RunAsync();
    }

    private static TimeSpan TimeLeft(ILambdaContext context) =>
        context.RemainingTime > Reserve ? context.RemainingTime - Reserve : TimeSpan.Zero;
}
