using System.Globalization;
using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Endpoint;
using Local.Template;

namespace Local.StepFunctions.Deployment;

/// <summary>Creates state machines, their versions and aliases.</summary>
internal sealed class StateMachineResources(AwsApi aws, IAssetCatalog assets) : IResourceHandler
{
    private const string Target = "AWSStepFunctions.";

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::StepFunctions::StateMachine"] = (Fidelity.Run, "JSONPath definitions; log delivery and encryption are not emulated"),
        ["AWS::StepFunctions::StateMachineVersion"] = (Fidelity.Run, ""),
        ["AWS::StepFunctions::StateMachineAlias"] = (Fidelity.Run, "gradual deployments switch at once"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation) => resource.Type switch
    {
        "AWS::StepFunctions::StateMachine" => CreateMachineAsync(resource, cancellation),
        "AWS::StepFunctions::StateMachineVersion" => PublishAsync(resource, cancellation),
        _ => CreateAliasAsync(resource, cancellation),
    };

    private async Task<DeployedResource> CreateMachineAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly(
            "StateMachineName", "StateMachineType", "DefinitionString", "Definition", "DefinitionS3Location", "DefinitionSubstitutions", "RoleArn",
            "LoggingConfiguration", "TracingConfiguration", "EncryptionConfiguration", "Tags");
        var name = resource.PhysicalName("StateMachineName");
        var request = new JsonObject
        {
            ["name"] = name,
            ["definition"] = Substitute(resource, await ReadDefinitionAsync(resource, cancellation)),
            ["roleArn"] = resource.RequiredText("RoleArn"),
            ["type"] = resource.Text("StateMachineType") ?? "STANDARD",
        };
        if (resource.Map("TracingConfiguration")?["Enabled"] is { } tracing)
            request["tracingConfiguration"] = new JsonObject { ["enabled"] = tracing.ToString() is "true" };
        var arn = (string)(await aws.JsonAsync("states", Target + "CreateStateMachine", request, cancellation))["stateMachineArn"]!;
        return new(arn, new Dictionary<string, string> { ["Arn"] = arn, ["Name"] = name, ["StateMachineRevisionId"] = "INITIAL" });
    }

    private async Task<string> ReadDefinitionAsync(TemplateResource resource, CancellationToken cancellation)
    {
        if (resource.Properties["Definition"] is { } definition)
            return definition.ToJsonString();
        if (resource.Map("DefinitionS3Location") is not { } location)
            return resource.RequiredText("DefinitionString");
        var key = location["Key"]?.ToString() ?? throw resource.Refusal("DefinitionS3Location", "needs a Key");
        return await File.ReadAllTextAsync(assets.PathOf(key), cancellation);
    }

    // ${Name} in the definition stands for a value that only the template knows.
    private static string Substitute(TemplateResource resource, string definition)
    {
        foreach (var (name, value) in resource.Map("DefinitionSubstitutions") ?? [])
            definition = definition.Replace($"${{{name}}}", value!.ToString(), StringComparison.Ordinal);
        return definition;
    }

    private async Task<DeployedResource> PublishAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("StateMachineArn", "StateMachineRevisionId", "Description");
        var request = new JsonObject
        {
            ["stateMachineArn"] = resource.RequiredText("StateMachineArn"),
            ["description"] = resource.Text("Description"),
        };
        var arn = (string)(await aws.JsonAsync("states", Target + "PublishStateMachineVersion", request, cancellation))["stateMachineVersionArn"]!;
        return new(arn, new Dictionary<string, string> { ["Arn"] = arn });
    }

    private async Task<DeployedResource> CreateAliasAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("Name", "Description", "RoutingConfiguration", "DeploymentPreference");
        var routing = new JsonArray();
        if (resource.Map("DeploymentPreference") is { } preference)
            routing.Add(Share(preference["StateMachineVersionArn"], 100));
        foreach (var share in resource.Properties["RoutingConfiguration"] as JsonArray ?? [])
            routing.Add(Share(share!["StateMachineVersionArn"], int.Parse(share["Weight"]!.ToString(), CultureInfo.InvariantCulture)));
        var request = new JsonObject
        {
            ["name"] = resource.RequiredText("Name"),
            ["description"] = resource.Text("Description"),
            ["routingConfiguration"] = routing,
        };
        var arn = (string)(await aws.JsonAsync("states", Target + "CreateStateMachineAlias", request, cancellation))["stateMachineAliasArn"]!;
        return new(arn, new Dictionary<string, string> { ["Arn"] = arn });
    }

    private static JsonObject Share(JsonNode? versionArn, int weight) =>
        new() { ["stateMachineVersionArn"] = versionArn?.ToString(), ["weight"] = weight };
}
