using Amazon.CDK.AWS.DynamoDB;
using Cdk.Constructs;
using Constructs;

namespace Cdk.Services;

/// <summary>Owns the orders.</summary>
internal sealed class OrderService : Construct
{
    public OrderService(Construct scope, Platform platform) : base(scope, nameof(OrderService))
    {
        Orders = new ServiceTable(this, "Orders", platform.Config, new(Key: "purchaseId", Stream: StreamViewType.NEW_AND_OLD_IMAGES));

        var recordOrder = new EventConsumer(this, "OrderService/RecordOrder", platform, new() { ["ORDERS_TABLE"] = Orders.TableName });
        recordOrder.Allow(["dynamodb:UpdateItem"], on: Orders.TableArn);
    }

    public ServiceTable Orders { get; }
}
