using System.Text.Json.Nodes;

namespace Local.Deployment;

/// <summary>A resource in the data folder: what the template asked for when it was created or changed last, and what came of it.</summary>
public sealed record KeptResource(string Type, JsonObject Properties, string Ref, IReadOnlyDictionary<string, string> Attributes)
{
    internal static KeptResource Of(TemplateResource resource, DeployedResource deployed) =>
        new(resource.Type, resource.Properties, deployed.Ref, deployed.Attributes);

    internal DeployedResource Deployed => new(Ref, Attributes);
}

/// <summary>Tells what a template changes about resources that hold data.</summary>
internal static class ResourceChanges
{
    private const string Way = "The data folder holds the earlier state; choose another with --data";

    /// <summary>The properties that the template has changed since.</summary>
    /// <param name="changeable">Those that can be changed without creating the resource anew.</param>
    /// <exception cref="DeploymentException">Others have changed, or one of these is gone.</exception>
    public static IReadOnlyList<string> ChangesSince(
        this TemplateResource resource, KeptResource earlier, params ReadOnlySpan<string> changeable)
    {
        if (resource.Type != earlier.Type)
            throw new DeploymentException($"{resource.Path} was {earlier.Type} and is {resource.Type} now. {Way}.");
        var changed = new List<string>();
        foreach (var name in resource.Properties.Select(property => property.Key).Union(earlier.Properties.Select(property => property.Key)))
        {
            if (JsonNode.DeepEquals(resource.Properties[name], earlier.Properties[name]))
                continue;
            if (!changeable.Contains(name))
                throw resource.Refusal(name, $"has changed, and that can't be applied here. {Way}");
            if (resource.Properties[name] is null)
                throw resource.Refusal(name, $"is gone: state the value that it shall have instead. {Way}");
            changed.Add(name);
        }
        return changed;
    }

    /// <summary>Refuses templates without resources that hold data: nothing here takes data away.</summary>
    /// <exception cref="DeploymentException">Some are missing; the message names them.</exception>
    public static void RequireAll(IReadOnlyDictionary<string, KeptResource> earlier, IEnumerable<string> present)
    {
        var missing = earlier.Keys.Except(present).Select(key => $"{key} ({earlier[key].Type})").ToList();
        if (missing.Count > 0)
            throw new DeploymentException($"The template no longer has {string.Join(", ", missing)}. {Way}.");
    }
}
