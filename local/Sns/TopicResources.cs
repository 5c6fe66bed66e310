using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Endpoint;

namespace Local.Sns;

/// <summary>Creates topics and their subscriptions.</summary>
internal sealed class TopicResources(AwsApi aws, LocalCloudOptions options) : IResourceHandler
{
    private const string Version = "2010-03-31";

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::SNS::Topic"] = (Fidelity.Run, "fauxqs; encryption at rest is not emulated"),
        ["AWS::SNS::Subscription"] = (Fidelity.Run, "fauxqs, to queues; the subscription's own dead-letter queue is not emulated"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation) => resource.Type switch
    {
        "AWS::SNS::Topic" => CreateTopicAsync(resource, cancellation),
        _ => SubscribeAsync(resource, cancellation),
    };

    public bool IsKept => true;

    public async Task<DeployedResource> UpdateAsync(TemplateResource resource, KeptResource earlier, CancellationToken cancellation)
    {
        if (resource.Type == "AWS::SNS::Topic")
        {
            resource.ChangesSince(earlier, "TracingConfig", "Tags"); // neither does anything here
            return earlier.Deployed;
        }
        var changes = resource.ChangesSince(earlier, "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy");
        var attributes = SubscriptionAttributes(resource);
        foreach (var name in changes)
        {
            KeyValuePair<string, string>[] fields =
                [new("SubscriptionArn", earlier.Ref), new("AttributeName", name), new("AttributeValue", attributes[name])];
            await aws.QueryAsync("sns", Version, "SetSubscriptionAttributes", fields, cancellation);
        }
        return earlier.Deployed;
    }

    private async Task<DeployedResource> CreateTopicAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("TopicName", "DisplayName", "KmsMasterKeyId", "FifoTopic", "ContentBasedDeduplication", "TracingConfig", "Tags");
        var attributes = new Dictionary<string, string>();
        foreach (var name in (string[])["DisplayName", "KmsMasterKeyId", "FifoTopic", "ContentBasedDeduplication"])
        {
            if (resource.Text(name) is { } value)
                attributes[name] = value;
        }
        var topic = resource.PhysicalName("TopicName");
        var answer = await aws.QueryAsync("sns", Version, "CreateTopic", [new("Name", topic), .. Entries(attributes)], cancellation);
        var arn = AwsApi.Value(answer, "TopicArn")!;
        return new(arn, new Dictionary<string, string> { ["TopicArn"] = arn, ["TopicName"] = topic });
    }

    private async Task<DeployedResource> SubscribeAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly(
            "TopicArn", "Protocol", "Endpoint", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy", "Region");
        if (resource.Text("Region") is { } region && region != options.Region)
            throw resource.Refusal("Region", $"must be {options.Region}: there is one region here");
        if (resource.RequiredText("Protocol") is not "sqs")
            throw resource.Refusal("Protocol", "must be sqs: nothing else is delivered locally");
        KeyValuePair<string, string>[] fields =
        [
            new("TopicArn", resource.RequiredText("TopicArn")), new("Protocol", "sqs"), new("Endpoint", resource.RequiredText("Endpoint")),
            .. Attributes(resource),
        ];
        var arn = AwsApi.Value(await aws.QueryAsync("sns", Version, "Subscribe", fields, cancellation), "SubscriptionArn")!;
        return new(arn, new Dictionary<string, string> { ["Arn"] = arn });
    }

    /// <summary>How a subscription is to be, in the form of the Query protocol.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Attributes(TemplateResource subscription) =>
        Entries(SubscriptionAttributes(subscription));

    private static Dictionary<string, string> SubscriptionAttributes(TemplateResource resource)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var (name, value) in resource.Properties)
        {
            if (name is "FilterPolicy" or "RedrivePolicy")
                attributes[name] = value is JsonValue text ? text.ToString() : value!.ToJsonString();
            else if (name is "FilterPolicyScope" or "RawMessageDelivery")
                attributes[name] = value!.ToString();
        }
        return attributes;
    }

    private static IEnumerable<KeyValuePair<string, string>> Entries(Dictionary<string, string> attributes) =>
        attributes.SelectMany((entry, index) => new KeyValuePair<string, string>[]
        {
            new($"Attributes.entry.{index + 1}.key", entry.Key),
            new($"Attributes.entry.{index + 1}.value", entry.Value),
        });
}
