using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Platform.DynamoDb;

/// <summary>Writes whose refused condition is an answer, not an error.</summary>
public static class ConditionalWrites
{
    /// <summary>Puts an item unless one has its key.</summary>
    /// <param name="key">The name of the table's partition key.</param>
    /// <returns>Null when stored; the item that stands there already otherwise.</returns>
    public static async Task<Dictionary<string, AttributeValue>?> PutIfAbsentAsync(
        this IAmazonDynamoDB dynamoDb, string tableName, string key, Dictionary<string, AttributeValue> item, CancellationToken cancellation)
    {
        try
        {
            await dynamoDb.PutItemAsync(new PutItemRequest
            {
                TableName = tableName,
                Item = item,
                ConditionExpression = $"attribute_not_exists({key})",
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }, cancellation);
            return null;
        }
        catch (ConditionalCheckFailedException e)
        {
            return e.Item;
        }
    }

    /// <returns>False when the item does not meet the condition.</returns>
    public static async Task<bool> TryUpdateAsync(this IAmazonDynamoDB dynamoDb, UpdateItemRequest request, CancellationToken cancellation)
    {
        try
        {
            await dynamoDb.UpdateItemAsync(request, cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }
}
