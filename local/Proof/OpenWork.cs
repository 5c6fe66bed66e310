using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SQS;
using Local.Deployment;
using Local.Endpoint;
using Local.StepFunctions.Engine;

namespace Local.Proof;

/// <summary>What has not ended yet: purchases without a final status, sagas that run, messages that somebody has to take.</summary>
internal sealed class OpenWork(Tables tables, Executions executions, Deployer deployment, LocalAddresses addresses, LocalCloudOptions options)
    : IDisposable
{
    private readonly AmazonSQSClient sqs = new(
        new BasicAWSCredentials(CredentialRegistry.DeveloperKey, CredentialRegistry.DeveloperKey),
        new AmazonSQSConfig { ServiceURL = addresses.Aws.ToString(), AuthenticationRegion = options.Region });

    /// <summary>A line for each kind of work that is left; empty when everything has ended.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation)
    {
        var left = new List<string>();
        if (executions.All.Count(execution => execution.Status == ExecutionStatus.Running) is var running and > 0)
            left.Add($"{running} sagas run");
        foreach (var queue in Queues())
        {
            if (await DepthAsync(queue, cancellation) is var depth and > 0)
                left.Add($"{depth} messages in {queue[(queue.LastIndexOf('/') + 1)..]}");
        }
        if (left.Count > 0)
            return left; // the table is read last: it is the costly part
        var open = (await tables.ItemsAsync("Purchases", cancellation)).Select(Status)
            .Count(status => status is "PAYMENT_PENDING" or "PAID" or "NEEDS_ATTENTION");
        return open == 0 ? [] : [$"{open} purchases are open"];
    }

    /// <summary>Puts a message into each queue that no consumer can read, and returns how many there are.</summary>
    public async Task<int> PoisonAsync(CancellationToken cancellation)
    {
        var queues = Queues().ToList();
        foreach (var queue in queues)
            await sqs.SendMessageAsync(queue, "this is no event", cancellation);
        return queues.Count;
    }

    /// <summary>How many messages the DLQs hold.</summary>
    public async Task<int> DeadLettersAsync(CancellationToken cancellation)
    {
        var total = 0;
        foreach (var queue in AllQueues().Except(Queues()))
            total += await DepthAsync(queue, cancellation);
        return total;
    }

    public void Dispose() => sqs.Dispose();

    private static string? Status(JsonObject purchase) => Tables.Text(purchase, "status");

    /// <summary>The queues that a function consumes; the others keep what failed.</summary>
    private IEnumerable<string> Queues() => AllQueues(resource => resource.Properties["RedrivePolicy"] is not null);

    private IEnumerable<string> AllQueues(Func<TemplateResource, bool>? wanted = null) => deployment.Resources
        .Where(resource => resource.Definition.Type == "AWS::SQS::Queue" && wanted?.Invoke(resource.Definition) != false)
        .Select(resource => resource.Deployed.Ref);

    private async Task<int> DepthAsync(string queue, CancellationToken cancellation)
    {
        var attributes = await sqs.GetQueueAttributesAsync(queue, ["All"], cancellation);
        return attributes.ApproximateNumberOfMessages + attributes.ApproximateNumberOfMessagesNotVisible
            + attributes.ApproximateNumberOfMessagesDelayed;
    }
}
