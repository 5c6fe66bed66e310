using Local.Iam;

namespace Local.EventSources;

/// <summary>Lambda polls with the function's role, and creates no mapping whose role may not do what that takes.</summary>
internal sealed class SourceRights(IAccessRights rights)
{
    private static readonly string[] OfQueues = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
    private static readonly string[] OfStreams = ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"];

    /// <summary>Returns null when the role may poll the source, otherwise what AWS answers.</summary>
    public string? Refuse(string roleArn, string sourceArn)
    {
        if (sourceArn.StartsWith("arn:aws:sqs:", StringComparison.Ordinal))
        {
            return OfQueues.FirstOrDefault(action => !May(roleArn, action, sourceArn)) is { } missing
                ? $"The function execution role {roleArn} does not have permissions to call {missing["sqs:".Length..]} on SQS ({sourceArn})"
                : null;
        }
        return OfStreams.Any(action => !May(roleArn, action, sourceArn)) || !May(roleArn, "dynamodb:ListStreams", "*")
            ? $"Cannot access stream {sourceArn}. Please ensure the role {roleArn} can perform the GetRecords, GetShardIterator, "
                + "DescribeStream, and ListStreams actions on your stream in IAM."
            : null;
    }

    private bool May(string roleArn, string action, string resource) =>
        rights.Decide(new AccessRequest(roleArn, action, resource) { Context = [new("aws:SecureTransport", "true")] }) == Decision.Allowed;
}
