using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Local.Deployment;

namespace Local.ApiGateway;

/// <summary>Deploys REST APIs.</summary>
internal sealed class ApiResources(ApiFront front, TimeProvider clock) : IResourceHandler
{
    private const string Family = "AWS::ApiGateway::";
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(29);

    private readonly Dictionary<string, RestApi> apis = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        [Family + "RestApi"] = (Fidelity.Run, ""),
        [Family + "Resource"] = (Fidelity.Run, ""),
        [Family + "Method"] = (Fidelity.Run, "Lambda proxy integrations; AWS_IAM is open to everybody here"),
        [Family + "Model"] = (Fidelity.Run, ""),
        [Family + "RequestValidator"] = (Fidelity.Run, ""),
        [Family + "GatewayResponse"] = (Fidelity.Run, ""),
        [Family + "Deployment"] = (Fidelity.Run, ""),
        [Family + "Stage"] = (Fidelity.Run, "under /{stage} of the public port; metrics and caching are not emulated"),
        [Family + "Account"] = (Fidelity.NotEmulated, "the role for CloudWatch logs; there are none here"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation) =>
        Task.FromResult(resource.Type[Family.Length..] switch
        {
            "RestApi" => CreateApi(resource),
            "Resource" => CreateResource(resource),
            "Method" => CreateMethod(resource),
            "Model" => CreateModel(resource),
            "RequestValidator" => CreateValidator(resource),
            "GatewayResponse" => CreateGatewayResponse(resource),
            "Stage" => CreateStage(resource),
            "Deployment" => Deployed(Id(resource), "DeploymentId"),
            _ => Deployed(Id(resource), "Id"),
        });

    private DeployedResource CreateApi(TemplateResource resource)
    {
        resource.AllowOnly("BinaryMediaTypes", "Description", "DisableExecuteApiEndpoint", "EndpointConfiguration", "Name", "Tags");
        var api = new RestApi(Id(resource), Id(resource) + "root", resource.Texts("BinaryMediaTypes"));
        apis[api.Id] = api;
        return new DeployedResource(api.Id, new Dictionary<string, string> { ["RootResourceId"] = api.RootResourceId, ["RestApiId"] = api.Id });
    }

    private DeployedResource CreateResource(TemplateResource resource)
    {
        ApiOf(resource).AddResource(Id(resource), resource.RequiredText("ParentId"), resource.RequiredText("PathPart"));
        return Deployed(Id(resource), "ResourceId");
    }

    private DeployedResource CreateMethod(TemplateResource resource)
    {
        resource.AllowOnly(
            "ApiKeyRequired", "AuthorizationType", "HttpMethod", "Integration", "MethodResponses", "OperationName", "RequestModels", "RequestParameters",
            "RequestValidatorId", "ResourceId", "RestApiId");
        if (resource.Text("AuthorizationType") is not (null or "NONE" or "AWS_IAM"))
            throw resource.Refusal("AuthorizationType", "must be NONE or AWS_IAM: the local cloud has no authorizers");
        if (resource.Flag("ApiKeyRequired"))
            throw resource.Refusal("ApiKeyRequired", "isn't supported: the local cloud has no API keys");
        var integration = resource.Map("Integration") ?? throw resource.Refusal("Integration", "is required");
        if ((string?)integration["Type"] is var type && type != "AWS_PROXY")
            throw resource.Refusal("Integration", $"is of type {type}; the local cloud has only AWS_PROXY");

        var api = ApiOf(resource);
        var parameters = resource.Map("RequestParameters") ?? [];
        api.Methods.Add(new ApiMethod(
            resource.RequiredText("ResourceId"),
            api.PathOf(resource.RequiredText("ResourceId")),
            resource.RequiredText("HttpMethod"),
            [.. parameters.Where(parameter => bool.Parse(parameter.Value!.ToString())).Select(parameter => parameter.Key)],
            (resource.Map("RequestModels") ?? []).ToDictionary(model => model.Key.ToLowerInvariant(), model => model.Value!.ToString()),
            resource.Text("RequestValidatorId"),
            FunctionOf(resource, integration),
            integration["TimeoutInMillis"] is { } limit
                ? TimeSpan.FromMilliseconds(int.Parse(limit.ToString(), CultureInfo.InvariantCulture))
                : LongestTimeout));
        return Deployed(Id(resource), "Id");
    }

    /// <summary>The ARN in <c>arn:aws:apigateway:region:lambda:path/2015-03-31/functions/{ARN}/invocations</c>.</summary>
    private static string FunctionOf(TemplateResource resource, JsonObject integration)
    {
        var uri = integration["Uri"]?.ToString() ?? "";
        var start = uri.IndexOf("/functions/", StringComparison.Ordinal);
        return start >= 0 && uri.EndsWith("/invocations", StringComparison.Ordinal)
            ? uri[(start + "/functions/".Length)..^"/invocations".Length]
            : throw resource.Refusal("Integration", $"has a Uri that names no function: {uri}");
    }

    private DeployedResource CreateModel(TemplateResource resource)
    {
        var api = ApiOf(resource);
        // Models are named by letters and digits only.
        var name = resource.Text("Name") ?? resource.LogicalId;
        try
        {
            api.Models[name] = new JsonSchema(resource.Map("Schema") ?? [], other => api.Models.GetValueOrDefault(other));
        }
        catch (FormatException exception)
        {
            throw resource.Refusal("Schema", exception.Message);
        }
        return Deployed(name, "Id");
    }

    private DeployedResource CreateValidator(TemplateResource resource)
    {
        ApiOf(resource).Validators[Id(resource)] = new RequestValidator(resource.Flag("ValidateRequestBody"), resource.Flag("ValidateRequestParameters"));
        return Deployed(Id(resource), "RequestValidatorId");
    }

    private DeployedResource CreateGatewayResponse(TemplateResource resource)
    {
        const string Header = "gatewayresponse.header.";
        var headers = (resource.Map("ResponseParameters") ?? []).ToDictionary(entry => entry.Key, entry => entry.Value!.ToString());
        if (headers.FirstOrDefault(entry => !entry.Key.StartsWith(Header, StringComparison.Ordinal) || !(entry.Value.StartsWith('\'') || entry.Value.StartsWith("context.", StringComparison.Ordinal))) is { Key: not null } other)
            throw resource.Refusal("ResponseParameters", $"has {other.Key} = {other.Value}; the local cloud sets headers to texts and context variables");
        var templates = resource.Map("ResponseTemplates") ?? [];
        var template = (templates["application/json"] ?? templates.FirstOrDefault().Value)?.ToString();
        if (template is not null && ContextTemplate.Unsupported(template) is { } construct)
            throw resource.Refusal("ResponseTemplates", $"has {construct}; the local cloud fills in context and stage variables only");
        ApiOf(resource).GatewayResponses[resource.RequiredText("ResponseType")] = new GatewayResponse(
            resource.Number("StatusCode"), headers.ToDictionary(entry => entry.Key[Header.Length..], entry => entry.Value), template);
        return Deployed(Id(resource), "Id");
    }

    private DeployedResource CreateStage(TemplateResource resource)
    {
        resource.AllowOnly(
            "AccessLogSetting", "DeploymentId", "Description", "MethodSettings", "RestApiId", "StageName", "Tags", "TracingEnabled", "Variables");
        var api = ApiOf(resource);
        var name = resource.RequiredText("StageName");
        var methods = api.Methods.ToList();
        var stage = new ApiStage(
            api,
            name,
            resource.RequiredText("DeploymentId"),
            resource.Map("Variables"),
            resource.Map("AccessLogSetting")?["Format"]?.ToString(),
            new RouteTable(methods),
            new MethodThrottles(Limits(resource), methods, clock));
        return front.Add(stage) is { } taken
            ? throw resource.Refusal("StageName", $"is {name}, and another API's stage of that name serves {taken} on the public port")
            : new DeployedResource(name, new Dictionary<string, string>());
    }

    private static Dictionary<string, (double Rate, double Burst)> Limits(TemplateResource resource)
    {
        var limits = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        foreach (var setting in resource.Properties["MethodSettings"] as JsonArray ?? [])
        {
            if (setting!["ThrottlingRateLimit"] is not { } rate || setting["ThrottlingBurstLimit"] is not { } burst)
                continue;
            // A path's inner slashes are written ~1.
            var path = setting["ResourcePath"]!.ToString().Replace("~1", "/", StringComparison.Ordinal);
            limits[$"/{path.TrimStart('/')} {setting["HttpMethod"]}"] =
                (double.Parse(rate.ToString(), CultureInfo.InvariantCulture), double.Parse(burst.ToString(), CultureInfo.InvariantCulture));
        }
        return limits;
    }

    private RestApi ApiOf(TemplateResource resource) => apis[resource.RequiredText("RestApiId")];

    private static DeployedResource Deployed(string id, string attribute) => new(id, new Dictionary<string, string> { [attribute] = id });

    /// <summary>Ten letters and digits, as API Gateway's ids; the same in every run.</summary>
    private static string Id(TemplateResource resource) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{resource.Stack}/{resource.LogicalId}")))[..10];
}
