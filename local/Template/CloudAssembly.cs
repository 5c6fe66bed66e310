using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.Template;

/// <summary>What the CDK app synthesized: its stacks in the order of their dependencies, and its assets.</summary>
public sealed class CloudAssembly : IAssetCatalog
{
    private readonly Dictionary<string, string> assets = new(StringComparer.Ordinal);
    private readonly List<(string Id, StackTemplate Template, IReadOnlyList<string> Dependencies)> found = [];

    private CloudAssembly(string folder)
    {
        Read(Path.GetFullPath(folder));
        Stacks = Graph.Order(found, stack => stack.Id, stack => stack.Dependencies, "stacks").ConvertAll(stack => stack.Template);
    }

    public IReadOnlyList<StackTemplate> Stacks { get; }

    /// <exception cref="DeploymentException">The folder isn't a cloud assembly.</exception>
    public static CloudAssembly Load(string folder) => File.Exists(Path.Combine(folder, "manifest.json"))
        ? new CloudAssembly(folder)
        : throw new DeploymentException($"No cloud assembly in {folder}: there is no manifest.json.");

    public bool Has(string s3Key) => assets.ContainsKey(s3Key);

    public string PathOf(string s3Key) =>
        assets.GetValueOrDefault(s3Key) ?? throw new DeploymentException($"The cloud assembly has no asset with the key {s3Key}.");

    private void Read(string folder)
    {
        foreach (var (id, artifact) in Json(Path.Combine(folder, "manifest.json"))["artifacts"]!.AsObject())
        {
            var properties = artifact!["properties"];
            switch ((string?)artifact["type"])
            {
                case "aws:cloudformation:stack":
                    var template = Json(Path.Combine(folder, (string)properties!["templateFile"]!));
                    var name = (string?)properties["stackName"] ?? id;
                    found.Add((id, StackTemplate.Parse(name, template), Dependencies(artifact)));
                    break;
                case "cdk:asset-manifest":
                    ReadAssets(folder, Json(Path.Combine(folder, (string)properties!["file"]!)));
                    break;
                case "cdk:cloud-assembly":
                    Read(Path.Combine(folder, (string)properties!["directoryName"]!));
                    break;
            }
        }
    }

    private void ReadAssets(string folder, JsonObject manifest)
    {
        foreach (var (_, file) in manifest["files"]?.AsObject() ?? [])
        {
            // An asset that a command produces at deployment has no path: it stays unknown, and using it is an error.
            if ((string?)file!["source"]?["path"] is not { } path)
                continue;
            foreach (var (_, destination) in file["destinations"]?.AsObject() ?? [])
                assets[(string)destination!["objectKey"]!] = Path.Combine(folder, path);
        }
    }

    private static List<string> Dependencies(JsonNode artifact) =>
        artifact["dependencies"]?.AsArray().Select(id => (string)id!).ToList() ?? [];

    private static JsonObject Json(string file) => JsonNode.Parse(File.ReadAllBytes(file))!.AsObject();
}
