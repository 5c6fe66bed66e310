using Local.Endpoint;

namespace Local.Iam.Actions;

/// <summary>Topics. Who publishes to an encrypted topic uses its key, by way of SNS.</summary>
internal sealed class SnsActions(ResourceArns arns) : ICallActions
{
    public string SigningName => "sns";

    public IEnumerable<NeededAction> Of(AwsCall call)
    {
        if (call.Operation is not ("Publish" or "PublishBatch"))
            yield break;
        var form = call.Form();
        var topic = form.TryGetValue("TopicArn", out var arn) || form.TryGetValue("TargetArn", out arn) ? arn.ToString() : "*";
        yield return new("sns:Publish", topic);
        if (arns.KeyOfTopic(topic) is not { } key)
            yield break;
        var by = KeyValuePair.Create("kms:ViaService", $"sns.{arns.Region}.amazonaws.com");
        yield return new("kms:GenerateDataKey", key, by);
        yield return new("kms:Decrypt", key, by);
    }
}
