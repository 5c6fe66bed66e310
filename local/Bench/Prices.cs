using Local.Endpoint;

namespace Local.Bench;

/// <summary>
/// Public on-demand request prices of us-east-1, in USD per million, to tell what the calls of a purchase cost in order of magnitude.
/// Compute time, storage, logs and data transfer are left out; so are the API's requests and the saga's transitions, which aren't AWS calls.
/// </summary>
internal static class Prices
{
    private static readonly Dictionary<string, double> PerMillion = new()
    {
        ["lambda"] = 0.20,
        ["sns"] = 0.50,
        ["sqs"] = 0.40,
        ["kms"] = 15,
        ["ses"] = 100,
        ["secretsmanager"] = 5,
    };

    private const double DynamoDbWrite = 0.625;
    private const double DynamoDbRead = 0.125;

    /// <summary>A transaction writes every item twice: once to prepare, once to commit. A new buyer's has three items.</summary>
    private const int WritesPerTransaction = 6;

    public static double PerThousandPurchases(IReadOnlyDictionary<AwsOperation, long> calls, int purchases) =>
        calls.Sum(call => PriceOf(call.Key) * call.Value) / 1e6 / purchases * 1000;

    private static double PriceOf(AwsOperation call) => call switch
    {
        { Service: "dynamodb", Name: "TransactWriteItems" } => WritesPerTransaction * DynamoDbWrite,
        { Service: "dynamodb", Name: "PutItem" or "UpdateItem" or "DeleteItem" } => DynamoDbWrite,
        { Service: "dynamodb", Name: "GetItem" or "BatchGetItem" or "Query" } => DynamoDbRead,
        _ => PerMillion.GetValueOrDefault(call.Service),
    };
}
