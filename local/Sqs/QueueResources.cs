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

    public async Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        var attributes = new JsonObject();
        foreach (var (name, value) in resource.Properties)
        {
            switch (name)
            {
                case "QueueName" or "Tags":
                    break;
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
        var request = new JsonObject { ["QueueName"] = resource.PhysicalName("QueueName"), ["Attributes"] = attributes };
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
}
