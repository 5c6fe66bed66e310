using System.Text.Json.Nodes;

namespace Local.Tests.Support;

/// <summary>A cloud assembly in a temporary folder, as the CDK writes them.</summary>
public sealed class AssemblyFolder : IDisposable
{
    private readonly JsonObject artifacts = [];

    public string Path { get; } = Directory.CreateTempSubdirectory("assembly-").FullName;

    /// <param name="template">JSON; single quotes stand for double quotes.</param>
    public AssemblyFolder With(string stack, string template, params string[] dependsOn)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, $"{stack}.template.json"), template.Replace('\'', '"'));
        artifacts[stack] = new JsonObject
        {
            ["type"] = "aws:cloudformation:stack",
            ["properties"] = new JsonObject { ["templateFile"] = $"{stack}.template.json" },
            ["dependencies"] = new JsonArray([.. dependsOn.Select(id => (JsonNode)id)]),
        };
        return Written();
    }

    public AssemblyFolder WithAsset(string key, string sourcePath)
    {
        var files = new JsonObject
        {
            ["files"] = new JsonObject
            {
                ["hash"] = new JsonObject
                {
                    ["source"] = new JsonObject { ["path"] = sourcePath, ["packaging"] = "zip" },
                    ["destinations"] = new JsonObject { ["here"] = new JsonObject { ["objectKey"] = key } },
                },
            },
        };
        File.WriteAllText(System.IO.Path.Combine(Path, "assets.json"), files.ToJsonString());
        artifacts["Assets"] = new JsonObject { ["type"] = "cdk:asset-manifest", ["properties"] = new JsonObject { ["file"] = "assets.json" } };
        return Written();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private AssemblyFolder Written()
    {
        File.WriteAllText(System.IO.Path.Combine(Path, "manifest.json"), new JsonObject { ["artifacts"] = artifacts.DeepClone() }.ToJsonString());
        return this;
    }
}
