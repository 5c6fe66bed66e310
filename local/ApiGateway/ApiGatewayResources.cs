using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Local.Deployment;
using NJsonSchema;

namespace Local.ApiGateway;

/// <summary>Builds REST APIs from the template.</summary>
internal sealed partial class ApiGatewayResources(ApiRegistry registry, TimeProvider time) : IResourceHandler
{
    private static readonly TimeSpan MaximumTimeout = TimeSpan.FromSeconds(29);
    private int nextId;

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::ApiGateway::RestApi"] = (Fidelity.Run, "served on the public port below the stage's name"),
        ["AWS::ApiGateway::Resource"] = (Fidelity.Run, ""),
        ["AWS::ApiGateway::Method"] = (Fidelity.Run, "Lambda proxy integrations without authorizer"),
        ["AWS::ApiGateway::Model"] = (Fidelity.Run, ""),
        ["AWS::ApiGateway::RequestValidator"] = (Fidelity.Run, ""),
        ["AWS::ApiGateway::GatewayResponse"] = (Fidelity.Run, "of the context variables, the request's own"),
        ["AWS::ApiGateway::Stage"] = (Fidelity.Run, "throttling for all methods together; access log lines go to the console"),
        ["AWS::ApiGateway::Deployment"] = (Fidelity.Checked, "the API's current state is what is served"),
        ["AWS::ApiGateway::Account"] = (Fidelity.Checked, "the account's log role has no use here"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        var properties = resource.Properties;
        return Task.FromResult(resource.Type switch
        {
            "AWS::ApiGateway::RestApi" => CreateApi(properties, resource),
            "AWS::ApiGateway::Resource" => CreateResource(properties),
            "AWS::ApiGateway::Method" => CreateMethod(properties, resource),
            "AWS::ApiGateway::Model" => CreateModel(properties, resource),
            "AWS::ApiGateway::RequestValidator" => CreateValidator(properties),
            "AWS::ApiGateway::GatewayResponse" => CreateResponse(properties),
            "AWS::ApiGateway::Stage" => CreateStage(properties, resource),
            _ => Created(NewId()),
        });
    }

    private DeployedResource CreateApi(JsonObject properties, TemplateResource resource)
    {
        if (properties.ContainsKey("Body"))
            throw new DeploymentException($"{resource.Path}: an API imported from a Body can't run here; define resources and methods.");
        var api = new RestApi(NewId(), Text(properties, "Name") ?? resource.LogicalId, Texts(properties["BinaryMediaTypes"]));
        registry.Add(api);
        return new DeployedResource(api.Id, new Dictionary<string, string> { ["RootResourceId"] = api.Root.Id, ["RestApiId"] = api.Id });
    }

    private DeployedResource CreateResource(JsonObject properties)
    {
        var api = ApiOf(properties);
        var parent = api.Resources[Text(properties, "ParentId")!];
        var created = new ApiResource(NewId(), Text(properties, "PathPart")!, parent);
        api.Resources[created.Id] = created;
        parent.Children.Add(created);
        return new DeployedResource(created.Id, new Dictionary<string, string> { ["ResourceId"] = created.Id });
    }

    private DeployedResource CreateMethod(JsonObject properties, TemplateResource resource)
    {
        var api = ApiOf(properties);
        if (Text(properties, "AuthorizationType") is { } authorization and not "NONE")
            throw new DeploymentException($"{resource.Path}: AuthorizationType {authorization} can't run here.");
        var integration = properties["Integration"] as JsonObject ?? [];
        if (Text(integration, "Type") is not "AWS_PROXY")
            throw new DeploymentException($"{resource.Path}: the integration type {Text(integration, "Type") ?? "(none)"} can't run here; only AWS_PROXY does.");
        var uri = Text(integration, "Uri") ?? "";
        if (InvocationUri().Match(uri) is not { Success: true } invocation)
            throw new DeploymentException($"{resource.Path}: the integration URI {uri} does not name a Lambda function.");

        var required = (properties["RequestParameters"] as JsonObject ?? [])
            .Where(parameter => parameter.Value?.GetValue<bool>() == true).Select(parameter => parameter.Key).ToList();
        var node = api.Resources[Text(properties, "ResourceId")!];
        var method = new ApiMethod(
            Text(properties, "HttpMethod")!, node, invocation.Groups["function"].Value,
            Text(properties, "RequestValidatorId") is { } validator ? api.Validators[validator] : null,
            Named(required, "method.request.header."), Named(required, "method.request.querystring."),
            (properties["RequestModels"] as JsonObject ?? []).ToDictionary(model => model.Key, model => model.Value!.GetValue<string>()),
            integration["TimeoutInMillis"] is { } timeout ? TimeSpan.FromMilliseconds(timeout.GetValue<double>()) : MaximumTimeout);
        node.Methods[method.HttpMethod] = method;
        return Created(NewId());
    }

    private DeployedResource CreateModel(JsonObject properties, TemplateResource resource)
    {
        var name = Text(properties, "Name") ?? resource.LogicalId;
        ApiOf(properties).Models[name] = JsonSchema.FromJsonAsync(properties["Schema"]!.ToJsonString()).GetAwaiter().GetResult();
        return Created(name);
    }

    private DeployedResource CreateValidator(JsonObject properties)
    {
        var id = NewId();
        ApiOf(properties).Validators[id] = new RequestValidator(Flag(properties, "ValidateRequestBody"), Flag(properties, "ValidateRequestParameters"));
        return Created(id);
    }

    private DeployedResource CreateResponse(JsonObject properties)
    {
        const string header = "gatewayresponse.header.";
        var headers = (properties["ResponseParameters"] as JsonObject ?? [])
            .Where(parameter => parameter.Key.StartsWith(header, StringComparison.Ordinal))
            .ToDictionary(parameter => parameter.Key[header.Length..], parameter => parameter.Value!.GetValue<string>().Trim('\''));
        var templates = (properties["ResponseTemplates"] as JsonObject ?? [])
            .ToDictionary(template => template.Key, template => template.Value!.GetValue<string>());
        var status = Text(properties, "StatusCode") is { } code ? int.Parse(code, System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
        ApiOf(properties).Responses[Text(properties, "ResponseType")!] = new GatewayResponse(status, headers, templates);
        return Created(NewId());
    }

    private DeployedResource CreateStage(JsonObject properties, TemplateResource resource)
    {
        var settings = (properties["MethodSettings"] as JsonArray ?? []).OfType<JsonObject>()
            .SingleOrDefault(setting => Text(setting, "ResourcePath") == "/*" && Text(setting, "HttpMethod") == "*") ?? [];
        var rate = settings["ThrottlingRateLimit"]?.GetValue<double>();
        var burst = settings["ThrottlingBurstLimit"]?.GetValue<double>() ?? rate ?? 0;
        var variables = (properties["Variables"] as JsonObject ?? []).ToDictionary(variable => variable.Key, variable => variable.Value!.ToString());
        var stage = new ApiStage(
            ApiOf(properties), Text(properties, "StageName")!, variables,
            (properties["AccessLogSetting"] as JsonObject)?["Format"]?.GetValue<string>(), new Throttle(rate, burst, time));
        return registry.TryAdd(stage)
            ? Created(stage.Name)
            : throw new DeploymentException($"{resource.Path}: another API has a stage named {stage.Name} already.");
    }

    private RestApi ApiOf(JsonObject properties) => registry.Get(Text(properties, "RestApiId")!);

    private string NewId() => $"local{Interlocked.Increment(ref nextId):000}";

    private static DeployedResource Created(string reference) => new(reference, new Dictionary<string, string>());

    private static string? Text(JsonObject properties, string name) => properties[name]?.ToString();

    private static bool Flag(JsonObject properties, string name) => properties[name]?.GetValue<bool>() == true;

    private static string[] Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => item!.ToString())];

    private static string[] Named(IEnumerable<string> required, string prefix) =>
        [.. required.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..])];

    [GeneratedRegex("""^arn:[\w-]+:apigateway:[\w-]+:lambda:path/2015-03-31/functions/(?<function>arn:.+)/invocations$""")]
    private static partial Regex InvocationUri();
}
