using System.Text.Json;
using Local.Endpoint;

namespace Local.Iam.Actions;

/// <summary>DynamoDB and its streams.</summary>
internal sealed class DynamoDbActions(ResourceArns arns) : ICallActions
{
    public string SigningName => "dynamodb";

    public IEnumerable<NeededAction> Of(AwsCall call)
    {
        var body = call.Json();
        var action = $"dynamodb:{call.Operation}";
        return call.Operation switch
        {
            "GetItem" or "PutItem" or "UpdateItem" or "DeleteItem" or "DescribeTable" or "DescribeTimeToLive" => [new(action, Table(body))],
            "Query" or "Scan" when body.Text("IndexName") is { } index => [new(action, $"{Table(body)}/index/{index}")],
            "Query" or "Scan" => [new(action, Table(body))],
            "BatchGetItem" or "BatchWriteItem" => Tables(body).Select(table => new NeededAction(action, table)),
            "TransactGetItems" or "TransactWriteItems" => Parts(body),
            "DescribeStream" or "GetShardIterator" when body.Text("StreamArn") is { } stream => [new(action, stream)],
            "GetRecords" when body.Text("ShardIterator") is { } iterator => [new(action, StreamOf(iterator))],
            "ListTables" or "ListStreams" => [new(action, "*")],
            _ => [],
        };
    }

    /// <summary>{ "RequestItems": { "table": …, … } }</summary>
    private IEnumerable<string> Tables(JsonElement body) =>
        body.TryGetProperty("RequestItems", out var tables) ? tables.EnumerateObject().Select(table => Arn(table.Name)) : [];

    /// <summary>A transaction needs what its parts need: { "TransactItems": [ { "Put": { "TableName": … } }, … ] }</summary>
    private IEnumerable<NeededAction> Parts(JsonElement body) =>
        !body.TryGetProperty("TransactItems", out var items) ? [] : items.EnumerateArray()
            .SelectMany(item => item.EnumerateObject())
            .Select(part => new NeededAction($"dynamodb:{part.Name}Item", Table(part.Value)))
            .Distinct();

    private string Table(JsonElement body) => Arn(body.Text("TableName") ?? throw new JsonException("TableName is missing."));

    private string Arn(string table) =>
        table.StartsWith("arn:", StringComparison.Ordinal) ? table : arns.Of("dynamodb", $"table/{table}");

    /// <summary>DynamoDB Local's iterators name their stream: <c>000|arn:aws:dynamodb:ddblocal:…:table/orders/stream/1|…</c></summary>
    private string StreamOf(string iterator) =>
        iterator.Split('|') is [_, var stream, ..] && stream.Split(':', 6) is [.., var name] ? arns.Of("dynamodb", name) : "*";
}
