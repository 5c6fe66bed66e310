using Amazon.CDK.AWS.DynamoDB;
using Constructs;

namespace Cdk.Constructs;

/// <summary>An index of the items that have both attributes, strings.</summary>
/// <param name="Attributes">What the index holds of an item beside the keys.</param>
internal sealed record ServiceIndex(string Name, string PartitionKey, string SortKey, string[] Attributes);

/// <summary>What distinguishes one table from another.</summary>
/// <param name="Key">The partition key, a string.</param>
/// <param name="TimeToLive">The attribute with the second in which an item may vanish, if items do.</param>
internal sealed record ServiceTableProps(string Key, string? TimeToLive = null, StreamViewType? Stream = null, ServiceIndex? Index = null);

/// <summary>A table of one service: paid per request, restorable to any second of the last 35 days, guarded outside development.</summary>
internal sealed class ServiceTable : Table
{
    public ServiceTable(Construct scope, string id, PlatformConfig config, ServiceTableProps props) : base(scope, id, new TableProps
    {
        PartitionKey = Text(props.Key),
        TimeToLiveAttribute = props.TimeToLive,
        Stream = props.Stream,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        PointInTimeRecovery = true,
        // The account's own DynamoDB key: its use shows in CloudTrail, and no key of ours can be lost together with the data.
        Encryption = TableEncryption.AWS_MANAGED,
        DeletionProtection = config.IsProduction,
        RemovalPolicy = config.DataRemoval,
    })
    {
        if (props.Index is { } index)
        {
            AddGlobalSecondaryIndex(new GlobalSecondaryIndexProps
            {
                IndexName = index.Name,
                PartitionKey = Text(index.PartitionKey),
                SortKey = Text(index.SortKey),
                ProjectionType = ProjectionType.INCLUDE,
                NonKeyAttributes = index.Attributes,
            });
        }
    }

    /// <summary>What to grant a reader of an index. CDK's own grants would add the table.</summary>
    public string ArnOfIndex(string name) => $"{TableArn}/index/{name}";

    private static Amazon.CDK.AWS.DynamoDB.Attribute Text(string name) => new() { Name = name, Type = AttributeType.STRING };
}
