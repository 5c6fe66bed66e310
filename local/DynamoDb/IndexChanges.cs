using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.DynamoDb;

/// <summary>Finds the updates that lead from a table's secondary indexes to those of a template.</summary>
internal static class IndexChanges
{
    /// <returns>Members of GlobalSecondaryIndexUpdates; DynamoDB takes one at a time.</returns>
    /// <exception cref="DeploymentException">An index of the same name has another key or projection.</exception>
    public static IEnumerable<JsonObject> Between(JsonNode? earlier, TemplateResource resource)
    {
        var (before, after) = (ByName(earlier), ByName(resource.Properties["GlobalSecondaryIndexes"]));
        if (before.FirstOrDefault(index => after.TryGetValue(index.Key, out var same) && !JsonNode.DeepEquals(index.Value, same)).Key is { } changed)
            throw resource.Refusal("GlobalSecondaryIndexes", $"defines {changed} in another way; give the index another name");
        foreach (var name in before.Keys.Except(after.Keys))
            yield return new JsonObject { ["Delete"] = new JsonObject { ["IndexName"] = name } };
        foreach (var name in after.Keys.Except(before.Keys))
            yield return new JsonObject { ["Create"] = after[name].DeepClone() };
    }

    private static Dictionary<string, JsonObject> ByName(JsonNode? indexes) =>
        (indexes as JsonArray ?? []).ToDictionary(index => (string)index!["IndexName"]!, index => index!.AsObject());
}
