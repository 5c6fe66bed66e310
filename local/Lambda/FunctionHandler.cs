using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Template;

namespace Local.Lambda;

/// <summary>Deploys functions, their versions and aliases, and the permissions to invoke them.</summary>
public sealed class FunctionHandler(FunctionInvoker functions, FunctionPermissions permissions, IAssetCatalog assets, LambdaOptions options)
    : IResourceHandler
{
    /// <summary>The one runtime that runs here: an executable that speaks the Runtime API.</summary>
    public const string Runtime = "provided.al2023";

    private const string Function = "AWS::Lambda::Function";
    private const string Version = "AWS::Lambda::Version";
    private const string Alias = "AWS::Lambda::Alias";
    private const string Permission = "AWS::Lambda::Permission";

    // What is not listed changes what a function does, and nothing here would honour it.
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        "Architectures", "Code", "Description", "Environment", "EphemeralStorage", "FunctionName", "Handler", "KmsKeyArn", "LoggingConfig",
        "MemorySize", "PackageType", "ReservedConcurrentExecutions", "Role", "Runtime", "RuntimeManagementConfig", "Tags", "Timeout", "TracingConfig");

    private int versions;

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        [Function] = (Fidelity.Run, ""),
        [Version] = (Fidelity.Run, "every version runs the code of the template"),
        [Alias] = (Fidelity.Run, "every alias runs the code of the template"),
        [Permission] = (Fidelity.Checked, "the API front invokes only with a permission"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation) => resource.Type switch
    {
        Function => CreateFunctionAsync(resource),
        Version => Task.FromResult(CreateVersion(resource)),
        Alias => Task.FromResult(CreateAlias(resource)),
        _ => Task.FromResult(CreatePermission(resource)),
    };

    private async Task<DeployedResource> CreateFunctionAsync(TemplateResource resource)
    {
        var properties = resource.Properties;
        var unknown = properties.Select(property => property.Key).FirstOrDefault(name => !Known.Contains(name));
        if (unknown is not null)
            throw new DeploymentException($"{resource.Path}: the local cloud can't honour the function property {unknown}");
        if (Text(properties, "Runtime") is var runtime && runtime != Runtime)
            throw new DeploymentException($"{resource.Path}: the local cloud runs {Runtime} functions, not {runtime ?? "container images"}");

        var name = Text(properties, "FunctionName") ?? $"{resource.Stack}-{resource.LogicalId}";
        var arn = $"arn:aws:lambda:{options.Region}:{options.AccountId}:function:{name}";
        var folder = assets.PathOf(Text(properties["Code"], "S3Key")
            ?? throw new DeploymentException($"{resource.Path}: Code has no S3Key; inline code can't be an executable"));
        if (!File.Exists(Path.Combine(folder, "bootstrap")))
            throw new DeploymentException($"{resource.Path}: its code has no file named bootstrap");

        await functions.AddAsync(new LambdaFunction(
            name,
            arn,
            Text(properties, "Handler") ?? "bootstrap",
            Number(properties, "MemorySize") ?? 128,
            TimeSpan.FromSeconds(Number(properties, "Timeout") ?? 3),
            Number(properties, "ReservedConcurrentExecutions"),
            Text(properties, "Role")!,
            folder,
            Variables(properties)));
        return new DeployedResource(name, new Dictionary<string, string> { ["Arn"] = arn });
    }

    private DeployedResource CreateVersion(TemplateResource resource)
    {
        var function = Text(resource.Properties, "FunctionName")!;
        var version = Interlocked.Increment(ref versions).ToString(System.Globalization.CultureInfo.InvariantCulture);
        functions.AddQualifier(function, version);
        var arn = $"{functions.Describe(function).Arn}:{version}";
        return new DeployedResource(arn, new Dictionary<string, string> { ["Version"] = version, ["FunctionArn"] = arn });
    }

    private DeployedResource CreateAlias(TemplateResource resource)
    {
        if (resource.Properties.ContainsKey("RoutingConfig"))
            throw new DeploymentException($"{resource.Path}: the local cloud can't split traffic between versions (RoutingConfig)");
        var function = Text(resource.Properties, "FunctionName")!;
        var alias = Text(resource.Properties, "Name")!;
        functions.AddQualifier(function, alias);
        var arn = $"{functions.Describe(function).Arn}:{alias}";
        return new DeployedResource(arn, new Dictionary<string, string> { ["AliasArn"] = arn });
    }

    private DeployedResource CreatePermission(TemplateResource resource)
    {
        if (Text(resource.Properties, "Action") is "lambda:InvokeFunction" or "lambda:*")
            permissions.Add(Text(resource.Properties, "FunctionName")!, Text(resource.Properties, "Principal")!, Text(resource.Properties, "SourceArn"));
        return new DeployedResource($"{resource.Stack}-{resource.LogicalId}", new Dictionary<string, string>());
    }

    private static Dictionary<string, string> Variables(JsonObject properties)
    {
        var variables = (properties["Environment"]?["Variables"] as JsonObject ?? []).ToDictionary(entry => entry.Key, entry => entry.Value!.ToString());
        if (properties["LoggingConfig"] is JsonObject logging)
        {
            variables["AWS_LAMBDA_LOG_FORMAT"] = Text(logging, "LogFormat") ?? "Text";
            if (Text(logging, "ApplicationLogLevel") is { } level)
                variables["AWS_LAMBDA_LOG_LEVEL"] = level;
        }
        return variables;
    }

    private static string? Text(JsonNode? node, string name) => node?[name]?.ToString();

    // CloudFormation takes numbers as text too.
    private static int? Number(JsonObject properties, string name) =>
        Text(properties, name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
