using Cdk.Constructs;
using Constructs;

namespace Cdk.Services;

/// <summary>Owns the orders.</summary>
internal sealed class OrderService : Construct
{
    public OrderService(Construct scope, Platform platform) : base(scope, nameof(OrderService))
    {
        var orders = new ServiceTable(this, "Orders", platform.Config, new(Key: "purchaseId"));

        var recordOrder = new EventConsumer(this, "OrderService/RecordOrder", platform, new() { ["ORDERS_TABLE"] = orders.TableName });
        recordOrder.Allow(["dynamodb:UpdateItem"], on: orders.TableArn);
    }
}
