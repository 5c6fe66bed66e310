using System.Collections.Frozen;

namespace Local.Endpoint;

/// <summary>What can be asked of the services that an emulator answers. It would refuse the rest in words and with a status of its own.</summary>
internal static class EmulatorOperations
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Known = new Dictionary<string, FrozenSet<string>>
    {
        ["dynamodb"] = Names("""
            BatchGetItem BatchWriteItem CreateTable DeleteItem DeleteTable DescribeLimits DescribeTable DescribeTimeToLive GetItem ListTables
            PutItem Query Scan TransactGetItems TransactWriteItems UpdateItem UpdateTable UpdateTimeToLive
            DescribeStream GetRecords GetShardIterator ListStreams
            """),
        ["sns"] = Names("""
            ConfirmSubscription CreateTopic DeleteTopic GetSubscriptionAttributes GetTopicAttributes ListSubscriptions ListSubscriptionsByTopic
            ListTagsForResource ListTopics Publish PublishBatch SetSubscriptionAttributes SetTopicAttributes Subscribe TagResource Unsubscribe
            UntagResource
            """),
        ["sqs"] = Names("""
            CancelMessageMoveTask ChangeMessageVisibility ChangeMessageVisibilityBatch CreateQueue DeleteMessage
            DeleteMessageBatch DeleteQueue GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListMessageMoveTasks
            ListQueues ListQueueTags PurgeQueue ReceiveMessage SendMessage SendMessageBatch SetQueueAttributes
            StartMessageMoveTask TagQueue UntagQueue
            """),
    }.ToFrozenDictionary();

    /// <summary>Whether nobody here answers the operation.</summary>
    public static bool Lack(string service, string operation) =>
        Known.TryGetValue(service, out var operations) && !operations.Contains(operation);

    private static FrozenSet<string> Names(string list) =>
        list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
