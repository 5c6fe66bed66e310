using Amazon.CDK.AWS.DynamoDB;
using Constructs;

namespace Cdk.Constructs;

/// <summary>What distinguishes one table from another.</summary>
/// <param name="Key">The partition key, a string.</param>
/// <param name="TimeToLive">The attribute with the second in which an item may vanish, if items do.</param>
internal sealed record ServiceTableProps(string Key, string? TimeToLive = null, StreamViewType? Stream = null);

/// <summary>A table of one service: paid per request, restorable to any second of the last 35 days, guarded outside development.</summary>
internal sealed class ServiceTable(Construct scope, string id, PlatformConfig config, ServiceTableProps props)
    : Table(scope, id, new TableProps
{
    PartitionKey = new Amazon.CDK.AWS.DynamoDB.Attribute { Name = props.Key, Type = AttributeType.STRING },
    TimeToLiveAttribute = props.TimeToLive,
    Stream = props.Stream,
    BillingMode = BillingMode.PAY_PER_REQUEST,
    PointInTimeRecovery = true,
    // The account's own DynamoDB key: its use shows in CloudTrail, and no key of ours can be lost together with the data.
    Encryption = TableEncryption.AWS_MANAGED,
    DeletionProtection = config.IsProduction,
    RemovalPolicy = config.DataRemoval,
});
