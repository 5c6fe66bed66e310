using System.Text.Json;
using Local.StepFunctions.Definitions;

namespace Local.StepFunctions.Integrations;

/// <summary>DynamoDB items: the parameters are those of the API, unchanged.</summary>
internal sealed class DynamoDbIntegration(AwsTaskClient client) : ITaskIntegration
{
    private static readonly AwsTaskService Service = new("dynamodb", "DynamoDB", "AmazonDynamoDBv2", "AmazonDynamoDBException", new HashSet<string>
    {
        "ConditionalCheckFailedException", "ResourceNotFoundException", "ProvisionedThroughputExceededException", "RequestLimitExceededException",
        "ItemCollectionSizeLimitExceededException", "TransactionConflictException", "InternalServerErrorException",
    });

    private static readonly Dictionary<string, string> Operations = new()
    {
        ["getItem"] = "GetItem", ["putItem"] = "PutItem", ["updateItem"] = "UpdateItem", ["deleteItem"] = "DeleteItem",
    };

    public bool Handles(TaskResource resource) =>
        resource is { IsFunction: false, Service: "dynamodb", Pattern: "" } && Operations.ContainsKey(resource.Action);

    public async Task<JsonElement> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        var response = await client.JsonAsync(Service, $"DynamoDB_20120810.{Operations[call.Resource.Action]}", call.Parameters, call, cancellation);
        return response.IsSuccess ? response.JsonResult() : throw response.JsonFailure();
    }
}
