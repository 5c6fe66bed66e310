using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using Local.Endpoint;

namespace Local.Sqs;

/// <summary>
/// The operations on dead-letter queues: StartMessageMoveTask, ListMessageMoveTasks, CancelMessageMoveTask, ListDeadLetterSourceQueues.
/// </summary>
/// <remarks>SQS API reference. fauxqs has none of them. Tasks are forgotten when the local cloud ends.</remarks>
internal sealed class MessageMoves(QueueClient queues, MessageMover mover, TimeProvider clock) : IAsyncDisposable
{
    private const int KeptTasks = 10;
    private const int HighestRate = 500;

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<MessageMove>> bySource = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<MessageMove, Task> running = new();

    public async Task<JsonObject> StartAsync(JsonObject request, CancellationToken cancellation)
    {
        var source = await ExistingAsync(request, "SourceArn", cancellation) ?? throw Missing("SourceArn");
        var destination = await ExistingAsync(request, "DestinationArn", cancellation);
        var rate = (int?)request["MaxNumberOfMessagesPerSecond"];
        if (rate is < 1 or > HighestRate)
            throw Invalid($"Value {rate} for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be from 1 to {HighestRate}.");
        if (source == destination)
            throw Invalid("Source queue and destination queue must not be the same.");
        if ((await queues.SourcesAsync(source, cancellation)).Count == 0)
            throw Invalid("Source queue must be configured as a Dead Letter Queue.");
        var move = new MessageMove(source, destination, rate, await queues.CountAsync(source, cancellation), clock.GetUtcNow());
        lock (gate)
        {
            var tasks = TasksOf(source);
            if (tasks.Exists(task => task.IsActive))
            {
                throw new AwsServiceException(
                    "UnsupportedOperation", "There is already a task running. Only one active task is allowed for a source queue arn at a time.");
            }
            foreach (var ended in running.Keys.Where(task => !task.IsActive))
                running.TryRemove(ended, out _);
            tasks.Insert(0, move);
            if (tasks.Count > KeptTasks)
                tasks.RemoveAt(KeptTasks);
        }
        running[move] = Task.Run(() => mover.RunAsync(move), CancellationToken.None);
        return new JsonObject { ["TaskHandle"] = move.Handle };
    }

    public async Task<JsonObject> ListAsync(JsonObject request, CancellationToken cancellation)
    {
        var source = await ExistingAsync(request, "SourceArn", cancellation) ?? throw Missing("SourceArn");
        var count = (int?)request["MaxResults"] ?? 1;
        if (count is < 1 or > KeptTasks)
            throw Invalid($"Value {count} for parameter MaxResults is invalid. Reason: Must be between 1 and {KeptTasks}.");
        lock (gate)
            return new JsonObject { ["Results"] = new JsonArray([.. TasksOf(source).Take(count).Select(task => task.Describe())]) };
    }

    public Task<JsonObject> CancelAsync(JsonObject request, CancellationToken cancellation)
    {
        var handle = (string?)request["TaskHandle"] ?? throw Missing("TaskHandle");
        MessageMove? found;
        lock (gate)
            found = bySource.Values.SelectMany(tasks => tasks).FirstOrDefault(task => task.Handle == handle);
        if (found is null)
            throw new AwsServiceException("ResourceNotFoundException", "Task does not exist.", 404);
        if (!found.TryCancel())
            throw new AwsServiceException("UnsupportedOperation", "Only active tasks can be cancelled.");
        return Task.FromResult(new JsonObject { ["ApproximateNumberOfMessagesMoved"] = found.Moved });
    }

    /// <summary>All in one page.</summary>
    public async Task<JsonObject> ListSourcesAsync(JsonObject request, CancellationToken cancellation)
    {
        var url = (string?)request["QueueUrl"] ?? throw Missing("QueueUrl");
        try
        {
            var sources = await queues.SourcesAsync(await queues.ArnAsync(url, cancellation), cancellation);
            return new JsonObject { ["queueUrls"] = new JsonArray([.. sources.Select(source => JsonValue.Create(source))]) };
        }
        catch (QueueDoesNotExistException)
        {
            throw new AwsServiceException("QueueDoesNotExist", "The specified queue does not exist.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var move in running.Keys)
            move.TryCancel();
        await Task.WhenAll(running.Values);
    }

    private List<MessageMove> TasksOf(string source) => bySource.TryGetValue(source, out var tasks) ? tasks : bySource[source] = [];

    /// <summary>The ARN of a queue that exists, or null when the request names none.</summary>
    private async Task<string?> ExistingAsync(JsonObject request, string member, CancellationToken cancellation)
    {
        if ((string?)request[member] is not { } arn)
            return null;
        return await queues.FindAsync(arn, cancellation) is not null
            ? arn
            : throw new AwsServiceException(
                "ResourceNotFoundException", $"The resource that you specified for the {member} parameter doesn't exist.", 404);
    }

    private static AwsServiceException Missing(string member) =>
        new("MissingRequiredParameter", $"The request must contain the parameter {member}.");

    private static AwsServiceException Invalid(string message) => new("InvalidParameterValue", message);
}
