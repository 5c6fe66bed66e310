using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Endpoint;

namespace Local.Proof;

/// <summary>Reads the platform's tables as an auditor does: whole, and through the AWS endpoint.</summary>
internal sealed class Tables(Deployer deployment, AwsApi aws)
{
    /// <summary>All items of a table.</summary>
    /// <param name="construct">The construct that the table belongs to, for instance <c>Purchases</c>.</param>
    public async Task<IReadOnlyList<JsonObject>> ItemsAsync(string construct, CancellationToken cancellation)
    {
        var items = new List<JsonObject>();
        JsonNode? from = null;
        do
        {
            var request = new JsonObject { ["TableName"] = NameOf(construct), ["ConsistentRead"] = true };
            if (from is not null)
                request["ExclusiveStartKey"] = from.DeepClone();
            var page = await aws.JsonAsync("dynamodb", "DynamoDB_20120810.Scan", request, cancellation);
            items.AddRange(page["Items"]!.AsArray().Select(item => item!.AsObject()));
            from = page["LastEvaluatedKey"];
        }
        while (from is not null);
        return items;
    }

    public static string? Text(JsonObject item, string attribute) => (string?)item[attribute]?["S"];

    private string NameOf(string construct) => deployment.Resources.Single(resource =>
        resource.Definition.Type == "AWS::DynamoDB::Table" && resource.Definition.Path.Split('/').Contains(construct)).Deployed.Ref;
}
