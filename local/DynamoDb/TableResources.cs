using System.Text.Json.Nodes;
using Local.Data;
using Local.Deployment;
using Local.Endpoint;

namespace Local.DynamoDb;

/// <summary>Creates tables.</summary>
internal sealed class TableResources(AwsApi aws, DataFolder data) : IResourceHandler
{
    private const string Api = "DynamoDB_20120810.";

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::DynamoDB::Table"] = (Fidelity.Run, "DynamoDB Local; backups and encryption are not emulated, and items don't expire"),
    };

    public bool IsKept => true;

    public async Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        Check(resource);
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

        var created = await CreateOrFindAsync(request, cancellation);
        await EnableTimeToLiveAsync(resource, table, cancellation);
        var attributes = new Dictionary<string, string> { ["Arn"] = (string)created["TableArn"]! };
        if ((string?)created["LatestStreamArn"] is { } streamArn)
            attributes["StreamArn"] = streamArn;
        return new(table, attributes);
    }

    /// <summary>Indexes can be added and taken away; keys and streams stay as they are.</summary>
    public async Task<DeployedResource> UpdateAsync(TemplateResource resource, KeptResource earlier, CancellationToken cancellation)
    {
        Check(resource);
        var changes = resource.ChangesSince(
            earlier, "GlobalSecondaryIndexes", "AttributeDefinitions", "TimeToLiveSpecification",
            "PointInTimeRecoverySpecification", "SSESpecification", "DeletionProtectionEnabled", "Tags");
        if (changes.Contains("GlobalSecondaryIndexes"))
        {
            foreach (var update in IndexChanges.Between(earlier.Properties["GlobalSecondaryIndexes"], resource))
            {
                await aws.JsonAsync("dynamodb", Api + "UpdateTable", new JsonObject
                {
                    ["TableName"] = earlier.Ref,
                    ["AttributeDefinitions"] = resource.Properties["AttributeDefinitions"]!.DeepClone(),
                    ["GlobalSecondaryIndexUpdates"] = new JsonArray(update),
                }, cancellation);
                await UntilActiveAsync(earlier.Ref, cancellation);
            }
        }
        if (changes.Contains("TimeToLiveSpecification"))
            await EnableTimeToLiveAsync(resource, earlier.Ref, cancellation);
        return earlier.Deployed;
    }

    private static void Check(TemplateResource resource)
    {
        resource.AllowOnly(
            "TableName", "KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes", "LocalSecondaryIndexes", "StreamSpecification",
            "TimeToLiveSpecification", "PointInTimeRecoverySpecification", "SSESpecification", "DeletionProtectionEnabled", "Tags");
        if (resource.Text("BillingMode") is not "PAY_PER_REQUEST")
            throw resource.Refusal("BillingMode", "must be PAY_PER_REQUEST: provisioned throughput isn't emulated");
    }

    /// <summary>A table may be there although nothing is known of it: the local cloud was killed before it could note it down.</summary>
    private async Task<JsonNode> CreateOrFindAsync(JsonObject request, CancellationToken cancellation)
    {
        try
        {
            return (await aws.JsonAsync("dynamodb", Api + "CreateTable", request, cancellation))["TableDescription"]!;
        }
        catch (AwsApiException exception) when (exception.Code == "ResourceInUseException" && data.Path is not null)
        {
            var asked = new JsonObject { ["TableName"] = (string?)request["TableName"] };
            return (await aws.JsonAsync("dynamodb", Api + "DescribeTable", asked, cancellation))["Table"]!;
        }
    }

    /// <summary>An index is filled, or taken away, behind the answer; the next update has to wait.</summary>
    private async Task UntilActiveAsync(string table, CancellationToken cancellation)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var waits = 0; !await IsActiveAsync(table, cancellation); waits++)
        {
            if (waits == 600)
                throw new DeploymentException($"The indexes of {table} were not ready within two minutes.");
            await poll.WaitForNextTickAsync(cancellation);
        }
    }

    private async Task<bool> IsActiveAsync(string table, CancellationToken cancellation)
    {
        try
        {
            var described = (await aws.JsonAsync("dynamodb", Api + "DescribeTable", new JsonObject { ["TableName"] = table }, cancellation))["Table"]!;
            return (string?)described["TableStatus"] == "ACTIVE"
                && (described["GlobalSecondaryIndexes"] as JsonArray ?? []).All(index => (string?)index!["IndexStatus"] == "ACTIVE");
        }
        catch (AwsApiException exception) when (exception.Code == "InternalFailure")
        {
            // DynamoDB Local now and then answers so while it works on an index.
            return false;
        }
    }

    private async Task EnableTimeToLiveAsync(TemplateResource resource, string table, CancellationToken cancellation)
    {
        if (resource.Map("TimeToLiveSpecification") is not { } timeToLive)
            return;
        var specification = new JsonObject
        {
            ["Enabled"] = bool.Parse(timeToLive["Enabled"]!.ToString()),
            ["AttributeName"] = (string?)timeToLive["AttributeName"],
        };
        var request = new JsonObject { ["TableName"] = table, ["TimeToLiveSpecification"] = specification };
        try
        {
            await aws.JsonAsync("dynamodb", Api + "UpdateTimeToLive", request, cancellation);
        }
        catch (AwsApiException exception) when (exception.Message.Contains("TimeToLive is already enabled", StringComparison.Ordinal))
        {
            // Killed between this call and the note of it.
        }
    }
}
