using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Endpoint;

namespace Local.Faults;

/// <summary>The errors that the services themselves answer with, by the error lists of their API references.</summary>
internal static class ServiceErrors
{
    private static readonly Dictionary<string, (string Code, int Status)> Throttling = new()
    {
        ["dynamodb"] = ("ProvisionedThroughputExceededException", 400),
        ["kms"] = ("ThrottlingException", 400),
        ["lambda"] = ("TooManyRequestsException", 429),
        ["s3"] = ("SlowDown", 503),
        ["secretsmanager"] = ("ThrottlingException", 400),
        ["ses"] = ("Throttling", 400),
        ["sns"] = ("Throttled", 429),
        ["sqs"] = ("RequestThrottled", 400),
        ["ssm"] = ("ThrottlingException", 400),
        ["states"] = ("ThrottlingException", 400),
    };

    private static readonly Dictionary<string, string> Internal = new()
    {
        ["dynamodb"] = "InternalServerError",
        ["kms"] = "KMSInternalException",
        ["lambda"] = "ServiceException",
        ["s3"] = "InternalError",
        ["secretsmanager"] = "InternalServiceError",
        ["ses"] = "InternalFailure",
        ["sns"] = "InternalError",
        ["sqs"] = "InternalFailure",
        ["ssm"] = "InternalServerError",
        ["states"] = "InternalFailure",
    };

    public static Task WriteThrottlingAsync(string service, AwsProtocol protocol, AwsCall call)
    {
        var (code, status) = Throttling.GetValueOrDefault(service, ("ThrottlingException", 400));
        return AwsErrors.WriteAsync(call.Http, protocol, code, "Rate exceeded", status);
    }

    public static Task WriteInternalAsync(string service, AwsProtocol protocol, AwsCall call) => AwsErrors.WriteAsync(
        call.Http, protocol, Internal.GetValueOrDefault(service, "InternalFailure"), "The local cloud was told to fail here.", 500);

    /// <summary>Whether another transaction may stand in the way of a call.</summary>
    public static bool CanConflict(string service, string operation) =>
        service == "dynamodb" && operation is "PutItem" or "UpdateItem" or "DeleteItem" or "TransactWriteItems";

    public static Task WriteConflictAsync(AwsCall call)
    {
        const string ongoing = "Transaction is ongoing for the item";
        if (call.Operation != "TransactWriteItems")
            return AwsErrors.WriteAsync(call.Http, AwsProtocol.Json, "TransactionConflictException", ongoing);
        var writes = JsonNode.Parse(call.Body.Span)?["TransactItems"]?.AsArray().Count ?? 1;
        var reasons = Enumerable.Range(0, writes).Select(index => index == 0
            ? new JsonObject { ["Code"] = "TransactionConflict", ["Message"] = ongoing }
            : new JsonObject { ["Code"] = "None" }).ToArray<JsonNode>();
        var codes = string.Join(", ", reasons.Select(reason => (string?)reason["Code"]));
        call.Http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return call.Http.Response.WriteAsJsonAsync(
            new JsonObject
            {
                ["__type"] = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
                ["Message"] = $"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]",
                ["CancellationReasons"] = new JsonArray(reasons),
            },
            JsonSerializerOptions.Default,
            "application/x-amz-json-1.0");
    }
}
