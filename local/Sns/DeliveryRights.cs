using Local.Data;
using Local.Deployment;
using Local.Endpoint;
using Local.Iam;
using Local.Lambda;

namespace Local.Sns;

/// <summary>
/// Lets topics deliver to the queues whose policies allow it. What another queue would get goes to the subscription's dead-letter queue,
/// if that one allows it, as SNS does with messages that it may not deliver.
/// </summary>
internal sealed class DeliveryRights(
    Deployer deployer, IAccessRights rights, AwsApi aws, IFunctionLog log, TimeProvider clock, DataFolder data) : ILocalPart
{
    private const string Version = "2010-03-31";

    /// <summary>A filter that no message passes.</summary>
    private const string Nothing = """{"local-cloud-access-denied":["true"]}""";

    private readonly Documents<string> kept = data.Documents<string>("refused-deliveries");
    private Dictionary<string, string>? refused;

    public Task StartAsync(CancellationToken cancellation) => ExtendAsync(cancellation);

    /// <summary>Looks at all subscriptions again: a policy may have changed.</summary>
    public async Task ExtendAsync(CancellationToken cancellation)
    {
        refused ??= kept.Earlier.ToDictionary();
        foreach (var (subscription, deployed) in deployer.Resources.Where(resource => resource.Definition.Type == "AWS::SNS::Subscription"))
        {
            var (topic, queue) = (subscription.RequiredText("TopicArn"), subscription.RequiredText("Endpoint"));
            var allowed = MayDeliver(topic, queue);
            if (!allowed && !refused.ContainsKey(deployed.Ref))
                await RefuseAsync(subscription, deployed.Ref, topic, queue, cancellation);
            else if (allowed && refused.Remove(deployed.Ref, out var instead))
                await RestoreAsync(subscription, deployed.Ref, instead, cancellation);
        }
    }

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    private bool MayDeliver(string topic, string queue) => rights.Decide(new AccessRequest("sns.amazonaws.com", "sqs:SendMessage", queue)
    {
        Context =
        [
            new("aws:SecureTransport", "true"), new("aws:SourceArn", topic), new("aws:SourceAccount", topic.Split(':')[4]),
        ],
    }) == Decision.Allowed;

    private async Task RefuseAsync(TemplateResource subscription, string arn, string topic, string queue, CancellationToken cancellation)
    {
        var deadLetters = subscription.Map("RedrivePolicy")?["deadLetterTargetArn"]?.ToString();
        var instead = "";
        if (deadLetters is not null && MayDeliver(topic, deadLetters))
        {
            KeyValuePair<string, string>[] fields =
                [new("TopicArn", topic), new("Protocol", "sqs"), new("Endpoint", deadLetters), .. TopicResources.Attributes(subscription)];
            instead = AwsApi.Value(await aws.QueryAsync("sns", Version, "Subscribe", fields, cancellation), "SubscriptionArn")!;
        }
        await FilterAsync(arn, Nothing, cancellation);
        kept.Put(arn, refused![arn] = instead);
        log.Write(new LogLine(clock.GetUtcNow(), "sns", null,
            $"AccessDenied: User: sns.amazonaws.com is not authorized to perform: sqs:SendMessage on resource: {queue} "
            + $"because no resource-based policy allows it to {topic}. "
            + (instead.Length > 0 ? $"Its messages go to {deadLetters}." : "Its messages are lost.")));
    }

    private async Task RestoreAsync(TemplateResource subscription, string arn, string instead, CancellationToken cancellation)
    {
        if (instead.Length > 0)
            await aws.QueryAsync("sns", Version, "Unsubscribe", [new("SubscriptionArn", instead)], cancellation);
        await FilterAsync(arn, subscription.Map("FilterPolicy")?.ToJsonString() ?? "{}", cancellation);
        kept.Remove(arn);
    }

    private Task FilterAsync(string arn, string filter, CancellationToken cancellation) => aws.QueryAsync(
        "sns", Version, "SetSubscriptionAttributes",
        [new("SubscriptionArn", arn), new("AttributeName", "FilterPolicy"), new("AttributeValue", filter)], cancellation);
}
