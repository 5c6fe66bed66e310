using System.Globalization;
using System.Text.Json.Nodes;
using Local.CloudConsole.Topology;
using Local.Deployment;
using Local.Endpoint;
using Local.StepFunctions.Engine;

namespace Local.CloudConsole.Activity;

/// <summary>The numbers of a part, each under a name; those of another kind of part are null and left out.</summary>
internal sealed record PartCounters
{
    /// <summary>A function's, since the start.</summary>
    public InvocationCounts? Function { get; init; }

    /// <summary>A queue's, now.</summary>
    public QueueCounts? Queue { get; init; }

    /// <summary>How many messages a topic has taken since the start.</summary>
    public long? Published { get; init; }

    /// <summary>A state machine's.</summary>
    public ExecutionCounts? Executions { get; init; }
}

/// <summary>Messages that can be received, and messages that somebody works on.</summary>
internal sealed record QueueCounts(int Visible, int InFlight);

internal sealed record ExecutionCounts(int Running, int Succeeded, int Failed);

/// <summary>What goes on in the parts of the diagram.</summary>
/// <param name="Activity">The same twice means that nothing has happened that purchases could show.</param>
/// <param name="Topology">Changes when something is deployed.</param>
internal sealed record CounterPage(string Activity, int Topology, IReadOnlyDictionary<string, PartCounters> Parts);

/// <summary>Reads the counters of what is deployed.</summary>
internal sealed class LiveCounters(
    Deployer deployer, InvocationLog invocations, PublishedMessages published, Executions executions, AwsApi aws)
{
    public async Task<CounterPage> ReadAsync(CancellationToken cancellation)
    {
        var parts = PartsReader.Read(deployer.Resources).All;
        var functions = invocations.Counts;
        var machines = executions.All.GroupBy(execution => execution.Start.Machine.Arn).ToDictionary(same => same.Key, Count);
        var counters = await Task.WhenAll(parts.Select(async part => (part.Id, Counters: part.Kind switch
        {
            PartKind.Function => new PartCounters { Function = functions.GetValueOrDefault(part.Address, new(0, 0, 0)) },
            PartKind.Queue => new PartCounters { Queue = await QueueAsync(part.Address, cancellation) },
            PartKind.Topic => new PartCounters { Published = published.ByTopic.GetValueOrDefault(part.Address) },
            PartKind.StateMachine => new PartCounters { Executions = machines.GetValueOrDefault(part.Address, new(0, 0, 0)) },
            _ => new PartCounters(),
        })));
        var activity = string.Create(
            CultureInfo.InvariantCulture,
            $"{invocations.Changes}-{machines.Values.Sum(count => count.Running)}-"
            + $"{machines.Values.Sum(count => count.Succeeded + count.Failed)}");
        return new(activity, deployer.Resources.Count, counters.ToDictionary(entry => entry.Id, entry => entry.Counters));
    }

    private static ExecutionCounts Count(IEnumerable<Execution> ofMachine)
    {
        var byStatus = ofMachine.CountBy(execution => execution.Status).ToDictionary();
        var running = byStatus.GetValueOrDefault(ExecutionStatus.Running);
        var succeeded = byStatus.GetValueOrDefault(ExecutionStatus.Succeeded);
        return new(running, succeeded, byStatus.Values.Sum() - running - succeeded);
    }

    /// <summary>Null when whoever keeps the queue doesn't answer.</summary>
    private async Task<QueueCounts?> QueueAsync(string url, CancellationToken cancellation)
    {
        const string visible = "ApproximateNumberOfMessages", inFlight = "ApproximateNumberOfMessagesNotVisible";
        var asked = new JsonObject { ["QueueUrl"] = url, ["AttributeNames"] = new JsonArray(visible, inFlight) };
        try
        {
            var attributes = (await aws.JsonAsync("sqs", "AmazonSQS.GetQueueAttributes", asked, cancellation))["Attributes"]!;
            return new(Number(attributes[visible]), Number(attributes[inFlight]));
        }
        catch (AwsApiException)
        {
            return null;
        }
    }

    private static int Number(JsonNode? value) => int.Parse(value!.ToString(), CultureInfo.InvariantCulture);
}
