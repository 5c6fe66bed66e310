using System.Globalization;
using System.Text.Json.Nodes;

namespace Local.Deployment;

/// <summary>Reads resolved properties. CloudFormation takes numbers and booleans as texts too.</summary>
internal static class ResourceProperties
{
    /// <summary>Refuses properties outside the list: one that is silently left out would make a resource look as if it were honoured.</summary>
    /// <exception cref="DeploymentException">The resource has another property.</exception>
    public static void AllowOnly(this TemplateResource resource, params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in resource.Properties)
        {
            if (!known.Contains(name))
                throw resource.Refusal(name, "isn't supported by the local cloud");
        }
    }

    /// <summary>Refuses members outside the list of a map inside a property.</summary>
    /// <exception cref="DeploymentException">The map has another member.</exception>
    public static void AllowOnlyIn(this TemplateResource resource, string property, JsonObject map, params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in map)
        {
            if (!known.Contains(name))
                throw resource.Refusal(property, $"has {name}, which isn't supported by the local cloud");
        }
    }

    public static DeploymentException Refusal(this TemplateResource resource, string property, string reason) =>
        new($"{resource.Path} ({resource.Type}): property {property} {reason}.");

    public static string? Text(this TemplateResource resource, string property) => resource.Properties[property] switch
    {
        null => null,
        JsonValue value => value.ToString(),
        _ => throw resource.Refusal(property, "must be a single value"),
    };

    public static string RequiredText(this TemplateResource resource, string property) =>
        resource.Text(property) ?? throw resource.Refusal(property, "is required");

    public static bool Flag(this TemplateResource resource, string property) =>
        bool.TryParse(resource.Text(property) ?? "false", out var flag) ? flag : throw resource.Refusal(property, "must be true or false");

    public static int? Number(this TemplateResource resource, string property) => resource.Text(property) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw resource.Refusal(property, "must be a whole number"),
    };

    public static JsonObject? Map(this TemplateResource resource, string property) => resource.Properties[property] switch
    {
        null => null,
        JsonObject map => map,
        _ => throw resource.Refusal(property, "must be a map"),
    };

    public static IReadOnlyList<string> Texts(this TemplateResource resource, string property) => resource.Properties[property] switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item!.ToString())],
        _ => throw resource.Refusal(property, "must be a list"),
    };

    /// <summary>The given name, or one of stack and logical id, as every name that the template leaves open gets here.</summary>
    public static string PhysicalName(this TemplateResource resource, string property) =>
        resource.Text(property) ?? $"{resource.Stack}-{resource.LogicalId}";
}
