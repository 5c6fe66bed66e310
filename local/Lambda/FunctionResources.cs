using System.Globalization;
using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Template;

namespace Local.Lambda;

/// <summary>Deploys functions, their versions and aliases, and the permissions to invoke them.</summary>
internal sealed class FunctionResources(FunctionInvoker functions, FunctionPermissions permissions, IAssetCatalog assets, LambdaOptions options)
    : IResourceHandler
{
    /// <summary>The one runtime that runs here: an executable that speaks the Runtime API.</summary>
    public const string Runtime = "provided.al2023";

    private const string Function = "AWS::Lambda::Function";
    private const string Version = "AWS::Lambda::Version";
    private const string Alias = "AWS::Lambda::Alias";
    private const string Permission = "AWS::Lambda::Permission";

    private int versions;

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        [Function] = (Fidelity.Run, ""),
        [Version] = (Fidelity.Run, "every version runs the code of the template"),
        [Alias] = (Fidelity.Run, "every alias runs the code of the template"),
        [Permission] = (Fidelity.Run, "enforced: APIs and schedules invoke only with a permission"),
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
        // What is not listed changes what a function does, and nothing here would honour it.
        resource.AllowOnly(
            "Architectures", "Code", "Description", "Environment", "EphemeralStorage", "FunctionName", "Handler", "KmsKeyArn", "LoggingConfig",
            "MemorySize", "PackageType", "ReservedConcurrentExecutions", "Role", "Runtime", "RuntimeManagementConfig", "Tags", "Timeout", "TracingConfig");
        if (resource.Text("Runtime") is var runtime && runtime != Runtime)
            throw resource.Refusal("Runtime", $"must be {Runtime}, not {runtime ?? "a container image"}");
        var folder = assets.PathOf(resource.Map("Code")?["S3Key"]?.ToString() ?? throw resource.Refusal("Code", "needs an S3Key: inline code can't be an executable"));
        if (!File.Exists(Path.Combine(folder, "bootstrap")))
            throw resource.Refusal("Code", $"has no file named bootstrap: {folder}");

        var name = resource.PhysicalName("FunctionName");
        var arn = $"arn:aws:lambda:{options.Region}:{options.AccountId}:function:{name}";
        await functions.AddAsync(new LambdaFunction(
            name,
            arn,
            resource.Text("Handler") ?? "bootstrap",
            resource.Number("MemorySize") ?? 128,
            TimeSpan.FromSeconds(resource.Number("Timeout") ?? 3),
            resource.Number("ReservedConcurrentExecutions"),
            resource.RequiredText("Role"),
            folder,
            Variables(resource))
        {
            ShortName = ShortName(resource, name),
            Service = resource.Path.Split('/') is [.., _, var service, _, "Function", "Resource"] ? service : "",
            IsBackground = (resource.Properties["Tags"] as JsonArray ?? []).Any(
                tag => tag!["Key"]!.ToString() == "workload" && tag["Value"]!.ToString() == "analytics"),
        });
        return new DeployedResource(name, new Dictionary<string, string> { ["Arn"] = arn });
    }

    /// <summary>The construct around the function: <c>Stack/Service/CreateUser/Function/Resource</c>.</summary>
    private static string ShortName(TemplateResource resource, string name) =>
        resource.Path.Split('/') is [.., var construct, "Function", "Resource"] ? construct : name;

    private DeployedResource CreateVersion(TemplateResource resource)
    {
        var function = resource.RequiredText("FunctionName");
        var version = Interlocked.Increment(ref versions).ToString(CultureInfo.InvariantCulture);
        functions.AddQualifier(function, version);
        var arn = $"{functions.Describe(function).Arn}:{version}";
        return new DeployedResource(arn, new Dictionary<string, string> { ["Version"] = version, ["FunctionArn"] = arn });
    }

    private DeployedResource CreateAlias(TemplateResource resource)
    {
        if (resource.Properties.ContainsKey("RoutingConfig"))
            throw resource.Refusal("RoutingConfig", "isn't supported: every version runs the same code here");
        var function = resource.RequiredText("FunctionName");
        var alias = resource.RequiredText("Name");
        functions.AddQualifier(function, alias);
        var arn = $"{functions.Describe(function).Arn}:{alias}";
        return new DeployedResource(arn, new Dictionary<string, string> { ["AliasArn"] = arn });
    }

    private DeployedResource CreatePermission(TemplateResource resource)
    {
        resource.AllowOnly("Action", "FunctionName", "Principal", "SourceArn");
        if (resource.Text("Action") is "lambda:InvokeFunction" or "lambda:*")
            permissions.Add(resource.RequiredText("FunctionName"), resource.RequiredText("Principal"), resource.Text("SourceArn"));
        return new DeployedResource($"{resource.Stack}-{resource.LogicalId}", new Dictionary<string, string>());
    }

    private static Dictionary<string, string> Variables(TemplateResource resource)
    {
        var variables = (resource.Map("Environment")?["Variables"]?.AsObject() ?? []).ToDictionary(entry => entry.Key, entry => entry.Value!.ToString());
        if (resource.Map("LoggingConfig") is { } logging)
        {
            variables["AWS_LAMBDA_LOG_FORMAT"] = logging["LogFormat"]?.ToString() ?? "Text";
            if (logging["ApplicationLogLevel"]?.ToString() is { } level)
                variables["AWS_LAMBDA_LOG_LEVEL"] = level;
        }
        return variables;
    }
}
