using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Endpoint;

namespace Local.Sqs;

/// <summary>Creates queues.</summary>
internal sealed class QueueResources(AwsApi aws) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::SQS::Queue"] = (Fidelity.Run, "fauxqs; encryption at rest is not emulated"),
    };

    public bool IsKept => true;

    public async Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        var request = new JsonObject { ["QueueName"] = resource.PhysicalName("QueueName"), ["Attributes"] = Attributes(resource) };
        var url = (string)(await aws.JsonAsync("sqs", "AmazonSQS.CreateQueue", request, cancellation))["QueueUrl"]!;
        var asked = new JsonObject { ["QueueUrl"] = url, ["AttributeNames"] = new JsonArray("QueueArn") };
        var arn = (string)(await aws.JsonAsync("sqs", "AmazonSQS.GetQueueAttributes", asked, cancellation))["Attributes"]!["QueueArn"]!;
        return new(url, new Dictionary<string, string>
        {
            ["Arn"] = arn,
            ["QueueName"] = arn[(arn.LastIndexOf(':') + 1)..],
            ["QueueUrl"] = url,
        });
    }

    /// <summary>Attributes are set; a queue of the same name and attributes may be created again, which gives its URL at this start's port.</summary>
    public async Task<DeployedResource> UpdateAsync(TemplateResource resource, KeptResource earlier, CancellationToken cancellation)
    {
        var changes = resource.ChangesSince(
            earlier, "VisibilityTimeout", "MessageRetentionPeriod", "DelaySeconds", "MaximumMessageSize", "ReceiveMessageWaitTimeSeconds",
            "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled", "RedrivePolicy", "RedriveAllowPolicy", "Tags");
        var all = Attributes(resource);
        var changed = new JsonObject(all.Where(attribute => changes.Contains(attribute.Key)).Select(attribute => KeyValuePair.Create(attribute.Key, attribute.Value?.DeepClone())));
        if (changed.Count > 0)
        {
            var asked = new JsonObject { ["QueueName"] = resource.PhysicalName("QueueName") };
            var url = (string)(await aws.JsonAsync("sqs", "AmazonSQS.GetQueueUrl", asked, cancellation))["QueueUrl"]!;
            await aws.JsonAsync("sqs", "AmazonSQS.SetQueueAttributes", new JsonObject { ["QueueUrl"] = url, ["Attributes"] = changed }, cancellation);
        }
        return await CreateAsync(resource, cancellation);
    }

    private static JsonObject Attributes(TemplateResource resource)
    {
        var attributes = new JsonObject();
        foreach (var (name, value) in resource.Properties)
        {
            switch (name)
            {
                case "QueueName" or "Tags":
                    break;
                case "KmsMasterKeyId" when value!.ToString() != "alias/aws/sqs":
                    throw resource.Refusal(name, "is a customer's key, whose policy the local cloud doesn't hold senders and receivers against");
                case "VisibilityTimeout" or "MessageRetentionPeriod" or "DelaySeconds" or "MaximumMessageSize" or "ReceiveMessageWaitTimeSeconds"
                    or "KmsMasterKeyId" or "KmsDataKeyReusePeriodSeconds" or "DeduplicationScope" or "FifoThroughputLimit":
                    attributes[name] = value!.ToString();
                    break;
                case "FifoQueue" or "ContentBasedDeduplication" or "SqsManagedSseEnabled":
                    attributes[name] = resource.Flag(name) ? "true" : "false";
                    break;
                case "RedrivePolicy" or "RedriveAllowPolicy":
                    attributes[name] = value!.ToJsonString();
                    break;
                default:
                    throw resource.Refusal(name, "isn't supported by the local cloud");
            }
        }
        return attributes;
    }
}
