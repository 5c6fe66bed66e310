using System.Text.Json.Nodes;

namespace Local.ApiGateway;

/// <summary>One REST API, filled resource by resource as the template is deployed.</summary>
internal sealed class RestApi(string id, string rootResourceId, IReadOnlyList<string> binaryMediaTypes)
{
    private readonly Dictionary<string, (string? Parent, string PathPart)> resources = new() { [rootResourceId] = (null, "") };

    public string Id { get; } = id;

    public string RootResourceId { get; } = rootResourceId;

    /// <summary>Bodies of these types travel base64-encoded; patterns such as <c>image/*</c>.</summary>
    public IReadOnlyList<string> BinaryMediaTypes { get; } = binaryMediaTypes;

    public List<ApiMethod> Methods { get; } = [];

    public Dictionary<string, JsonSchema> Models { get; } = [];

    public Dictionary<string, RequestValidator> Validators { get; } = [];

    /// <summary>What the template changes of the front's own answers, by response type.</summary>
    public Dictionary<string, GatewayResponse> GatewayResponses { get; } = [];

    public void AddResource(string resourceId, string parentId, string pathPart) => resources[resourceId] = (parentId, pathPart);

    /// <summary>The path of a resource with its parameters in braces, for instance <c>/purchases/{purchaseId}</c>.</summary>
    public string PathOf(string resourceId)
    {
        var (parent, part) = resources[resourceId];
        return parent is null ? "/" : $"{PathOf(parent).TrimEnd('/')}/{part}";
    }
}

/// <summary>A method of a resource: what a request must hold, and the function behind it.</summary>
/// <param name="HttpMethod">The method, or <c>ANY</c>.</param>
/// <param name="RequiredParameters">For instance <c>method.request.header.Idempotency-Key</c>.</param>
/// <param name="RequestModels">The names of the body's models by content type.</param>
/// <param name="Function">ARN of the function, with its qualifier.</param>
/// <param name="Timeout">How long the function may take to answer, at most 29 s.</param>
internal sealed record ApiMethod(
    string ResourceId,
    string Path,
    string HttpMethod,
    IReadOnlyList<string> RequiredParameters,
    IReadOnlyDictionary<string, string> RequestModels,
    string? ValidatorId,
    string Function,
    TimeSpan Timeout);

/// <summary>Which parts of a request are checked before the function is called.</summary>
internal sealed record RequestValidator(bool Body, bool Parameters);

/// <summary>How the template changes one of the front's own answers.</summary>
/// <param name="Status">Null keeps the status.</param>
/// <param name="Headers">Values as in the template: <c>'text'</c> or <c>context.name</c>.</param>
/// <param name="Template">The JSON body with <c>$context</c> variables, or null for the usual one.</param>
internal sealed record GatewayResponse(int? Status, IReadOnlyDictionary<string, string> Headers, string? Template);

/// <summary>A deployed API under its public name.</summary>
/// <param name="AccessLogFormat">A line per request, with <c>$context</c> variables; null writes none.</param>
internal sealed record ApiStage(
    RestApi Api, string Name, string DeploymentId, JsonObject? Variables, string? AccessLogFormat, RouteTable Routes, MethodThrottles Throttles)
{
    /// <summary>A path that this stage and another would both serve under one address; null when there is none.</summary>
    public string? Overlap(ApiStage other) =>
        Api.Methods.Select(method => method.Path).FirstOrDefault(other.Routes.Serves)
        ?? other.Api.Methods.Select(method => method.Path).FirstOrDefault(Routes.Serves);
}
