using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Contracts;
using Platform.DynamoDb;

namespace OrderService.RecordOrder;

/// <summary>The orders table: one item per purchase, one conditional write per event, whatever the order of the events.</summary>
public sealed class OrdersTable(IAmazonDynamoDB dynamoDb, string tableName, TimeProvider time) : IOrders
{
    public Task<bool> WriteAsync(PurchaseEvent purchaseEvent, OrderTransition transition, CancellationToken cancellation) =>
        dynamoDb.TryUpdateAsync(Update(purchaseEvent, transition), cancellation);

    private UpdateItemRequest Update(PurchaseEvent purchaseEvent, OrderTransition transition)
    {
        var values = new Dictionary<string, AttributeValue>
        {
            [":to"] = State(transition.To),
            [":product"] = Item.Text(purchaseEvent.ProductId),
            [":amount"] = Item.Number(purchaseEvent.Amount),
            [":currency"] = Item.Text(purchaseEvent.Currency),
            [":now"] = Item.Time(time.GetUtcNow()),
        };
        var update = "SET #state = :to, productId = :product, amount = :amount, currency = :currency, updatedAt = :now";
        if (purchaseEvent.UserId is { } userId)
        {
            values[":user"] = Item.Text(userId);
            update += ", userId = :user";
        }
        var condition = "attribute_not_exists(#state)";
        for (var i = 0; i < transition.From.Count; i++)
        {
            values[$":from{i}"] = State(transition.From[i]);
            condition += $" OR #state = :from{i}";
        }
        return new UpdateItemRequest
        {
            TableName = tableName,
            Key = new() { ["purchaseId"] = Item.Text(purchaseEvent.PurchaseId) },
            UpdateExpression = update,
            ConditionExpression = condition,
            ExpressionAttributeNames = new() { ["#state"] = "state" },
            ExpressionAttributeValues = values,
        };
    }

    private static AttributeValue State(OrderState state) => Item.Text(state.ToString().ToUpperInvariant());
}
