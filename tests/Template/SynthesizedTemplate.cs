using System.Text.Json.Nodes;

namespace Template.Tests;

/// <summary>A synthesized template, read as the tests ask about it.</summary>
public sealed class SynthesizedTemplate
{
    private readonly Dictionary<string, Resource> resources;

    public SynthesizedTemplate(string folder, string stack = "AwsPlatform")
    {
        File = Path.Combine(folder, $"{stack}.template.json");
        Root = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
        resources = Root["Resources"]!.AsObject().ToDictionary(entry => entry.Key, entry => Read(entry.Key, entry.Value!.AsObject()));
    }

    public string File { get; }

    public JsonObject Root { get; }

    public IEnumerable<Resource> All => resources.Values;

    public IReadOnlyList<Resource> OfType(string type)
    {
        var found = All.Where(resource => resource.Type == type).ToList();
        Assert.NotEmpty(found); // a test over no resources would always pass
        return found;
    }

    public Resource At(string path) => All.Single(resource => resource.Path == path);

    /// <summary>The resource that a Ref or Fn::GetAtt points to.</summary>
    public Resource Target(JsonNode? reference) =>
        resources[reference!["Ref"]?.GetValue<string>() ?? reference["Fn::GetAtt"]![0]!.GetValue<string>()];

    /// <summary>The route of an API's method, for instance <c>GET /products</c>.</summary>
    public string RouteOf(Resource method)
    {
        var path = "";
        for (var part = method.Properties["ResourceId"]; part!["Ref"] is not null; part = Target(part).Properties["ParentId"])
            path = $"/{Target(part).Text("PathPart")}{path}";
        return $"{method.Text("HttpMethod")} {(path.Length == 0 ? "/" : path)}";
    }

    /// <summary>The text of a value, each intrinsic function written as <c>{name}</c> of what it points to.</summary>
    public static string Flatten(JsonNode? value) => value switch
    {
        JsonValue text => text.ToString(),
        JsonObject joined when joined.ContainsKey("Fn::Join") => string.Join(
            joined["Fn::Join"]![0]!.GetValue<string>(), joined["Fn::Join"]![1]!.AsArray().Select(Flatten)),
        JsonObject reference when reference.ContainsKey("Ref") => $"{{{reference["Ref"]}}}",
        JsonObject attribute when attribute.ContainsKey("Fn::GetAtt") =>
            $"{{{string.Join('.', attribute["Fn::GetAtt"]!.AsArray().Select(part => part!.ToString()))}}}",
        JsonObject text when text.ContainsKey("Fn::Sub") => text["Fn::Sub"]!.GetValue<string>(),
        JsonObject import when import.ContainsKey("Fn::ImportValue") => $"{{{import["Fn::ImportValue"]}}}",
        _ => throw new NotSupportedException($"No text form for {value?.ToJsonString()}"),
    };

    /// <summary>A value that may stand alone or in a list, as in IAM policies.</summary>
    public static IEnumerable<JsonNode> Listed(JsonNode? value) =>
        value is JsonArray list ? list.Select(item => item!) : value is null ? [] : [value];

    private static Resource Read(string id, JsonObject definition)
    {
        var path = definition["Metadata"]!["aws:cdk:path"]!.GetValue<string>();
        path = path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return new Resource(
            id,
            definition["Type"]!.GetValue<string>(),
            path.EndsWith("/Resource", StringComparison.Ordinal) ? path[..^"/Resource".Length] : path,
            definition["Properties"]?.AsObject() ?? [],
            definition);
    }
}
