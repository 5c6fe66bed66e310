using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Platform.DynamoDb;

/// <summary>Writes whose refused condition is an answer, not an error.</summary>
public static class ConditionalWrites
{
    /// <summary>The attribute that tells one put from another of the same content.</summary>
    private const string WriteId = "writeId";

    /// <summary>
    /// Puts an item unless one has its key. The client repeats a put whose answer it didn't get in time; a repetition that meets the item
    /// of its own first attempt counts as stored.
    /// </summary>
    /// <param name="key">The name of the table's partition key.</param>
    /// <returns>Null when stored; the item that stands there already otherwise.</returns>
    public static async Task<Dictionary<string, AttributeValue>?> PutIfAbsentAsync(
        this IAmazonDynamoDB dynamoDb, string tableName, string key, Dictionary<string, AttributeValue> item, CancellationToken cancellation)
    {
        var writeId = Guid.NewGuid().ToString("N");
        try
        {
            await dynamoDb.PutItemAsync(new PutItemRequest
            {
                TableName = tableName,
                Item = new(item) { [WriteId] = Item.Text(writeId) },
                ConditionExpression = $"attribute_not_exists({key})",
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }, cancellation);
            return null;
        }
        catch (ConditionalCheckFailedException e)
        {
            return e.Item.GetValueOrDefault(WriteId)?.S == writeId ? null : e.Item;
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
