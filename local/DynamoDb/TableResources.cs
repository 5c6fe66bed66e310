using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Endpoint;

namespace Local.DynamoDb;

/// <summary>Creates tables.</summary>
internal sealed class TableResources(AwsApi aws) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::DynamoDB::Table"] = (Fidelity.Run, "DynamoDB Local; backups and encryption are not emulated, and items don't expire"),
    };

    public async Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly(
            "TableName", "KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes", "LocalSecondaryIndexes", "StreamSpecification",
            "TimeToLiveSpecification", "PointInTimeRecoverySpecification", "SSESpecification", "DeletionProtectionEnabled", "Tags");
        if (resource.Text("BillingMode") is not "PAY_PER_REQUEST")
            throw resource.Refusal("BillingMode", "must be PAY_PER_REQUEST: provisioned throughput isn't emulated");

        var table = resource.PhysicalName("TableName");
        var request = new JsonObject { ["TableName"] = table };
        foreach (var name in (string[])["KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes", "LocalSecondaryIndexes"])
        {
            if (resource.Properties[name] is { } value)
                request[name] = value.DeepClone();
        }
        // In CloudFormation a view type alone enables the stream.
        if (resource.Map("StreamSpecification") is { } stream)
            request["StreamSpecification"] = new JsonObject { ["StreamEnabled"] = true, ["StreamViewType"] = (string?)stream["StreamViewType"] };

        var created = (await aws.JsonAsync("dynamodb", "DynamoDB_20120810.CreateTable", request, cancellation))["TableDescription"]!;
        if (resource.Map("TimeToLiveSpecification") is { } timeToLive)
            await EnableTimeToLiveAsync(table, timeToLive, cancellation);
        var attributes = new Dictionary<string, string> { ["Arn"] = (string)created["TableArn"]! };
        if ((string?)created["LatestStreamArn"] is { } streamArn)
            attributes["StreamArn"] = streamArn;
        return new(table, attributes);
    }

    private async Task EnableTimeToLiveAsync(string table, JsonObject timeToLive, CancellationToken cancellation)
    {
        var specification = new JsonObject
        {
            ["Enabled"] = bool.Parse(timeToLive["Enabled"]!.ToString()),
            ["AttributeName"] = (string?)timeToLive["AttributeName"],
        };
        var request = new JsonObject { ["TableName"] = table, ["TimeToLiveSpecification"] = specification };
        await aws.JsonAsync("dynamodb", "DynamoDB_20120810.UpdateTimeToLive", request, cancellation);
    }
}
