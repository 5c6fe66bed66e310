using System.Collections.Concurrent;
using NJsonSchema;

namespace Local.ApiGateway;

/// <summary>One REST API as the template describes it. Filled while the template is deployed, only read afterwards.</summary>
internal sealed class RestApi(string id, string name, IReadOnlyList<string> binaryMediaTypes)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public IReadOnlyList<string> BinaryMediaTypes { get; } = binaryMediaTypes;

    public ApiResource Root { get; } = new("root", "", null);

    public ConcurrentDictionary<string, ApiResource> Resources { get; } = new();

    /// <summary>Body schemas by model name.</summary>
    public ConcurrentDictionary<string, JsonSchema> Models { get; } = new();

    public ConcurrentDictionary<string, RequestValidator> Validators { get; } = new();

    public ConcurrentDictionary<string, GatewayResponse> Responses { get; } = new();
}

/// <summary>A node of the API's path tree.</summary>
/// <param name="part">Literal text, <c>{name}</c>, or <c>{name+}</c> for the rest of the path.</param>
internal sealed class ApiResource(string id, string part, ApiResource? parent)
{
    public string Id { get; } = id;

    public string Part { get; } = part;

    /// <summary>The path as the template writes it, for instance <c>/purchases/{purchaseId}</c>.</summary>
    public string Path { get; } = parent is null ? "/" : parent.Path.TrimEnd('/') + "/" + part;

    public bool IsParameter => Part.StartsWith('{');

    public bool IsGreedy => Part.EndsWith("+}", StringComparison.Ordinal);

    public string ParameterName => Part.Trim('{', '+', '}');

    public List<ApiResource> Children { get; } = [];

    public ConcurrentDictionary<string, ApiMethod> Methods { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <param name="FunctionArn">The function that the proxy integration invokes.</param>
/// <param name="RequiredHeaders">Names of headers that the validator asks for.</param>
/// <param name="RequiredQuery">Names of query parameters that the validator asks for.</param>
/// <param name="RequestModels">Model names by content type.</param>
/// <param name="Timeout">How long the integration may take; 29 seconds unless the template says less.</param>
internal sealed record ApiMethod(
    string HttpMethod, ApiResource Resource, string FunctionArn, RequestValidator? Validator, IReadOnlyList<string> RequiredHeaders,
    IReadOnlyList<string> RequiredQuery, IReadOnlyDictionary<string, string> RequestModels, TimeSpan Timeout);

internal sealed record RequestValidator(bool Body, bool Parameters);

/// <summary>What the API answers by itself, instead of an integration.</summary>
/// <param name="Headers">Header values by name.</param>
/// <param name="Templates">Body templates by content type.</param>
internal sealed record GatewayResponse(
    int? StatusCode, IReadOnlyDictionary<string, string> Headers, IReadOnlyDictionary<string, string> Templates);

/// <param name="AccessLogFormat">Null logs nothing.</param>
internal sealed record ApiStage(RestApi Api, string Name, IReadOnlyDictionary<string, string> Variables, string? AccessLogFormat, Throttle Throttle);
