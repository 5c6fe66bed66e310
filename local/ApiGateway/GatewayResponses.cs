using System.Text;
using System.Text.RegularExpressions;

namespace Local.ApiGateway;

/// <summary>
/// The answers that API Gateway gives without an integration, with the statuses and messages of the API Gateway Developer Guide,
/// "Gateway response types", as far as they occur here.
/// </summary>
internal static partial class GatewayResponses
{
    public const string MissingAuthenticationToken = "MISSING_AUTHENTICATION_TOKEN";
    public const string Throttled = "THROTTLED";
    public const string RequestTooLarge = "REQUEST_TOO_LARGE";
    public const string BadRequestParameters = "BAD_REQUEST_PARAMETERS";
    public const string BadRequestBody = "BAD_REQUEST_BODY";
    public const string ApiConfigurationError = "API_CONFIGURATION_ERROR";
    public const string IntegrationTimeout = "INTEGRATION_TIMEOUT";
    public const string IntegrationFailure = "INTEGRATION_FAILURE";

    /// <summary>A Lambda function that failed or gave a malformed answer: 502, of the type that stands for all server errors.</summary>
    public const string BadGateway = "DEFAULT_5XX";

    /// <summary>Answers as the API defines it for the type, or for its class, or as API Gateway does by default.</summary>
    public static async Task WriteAsync(HttpContext http, RequestContext context, string type)
    {
        var (status, message) = Standard(type);
        var api = context.Stage.Api;
        var defined = api.Responses.GetValueOrDefault(type) ?? api.Responses.GetValueOrDefault(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
        var body = defined?.Templates.GetValueOrDefault("application/json") is { } template
            ? Variable().Replace(template, match => context.Variable(match.Groups["name"].Value))
            : $$"""{"message":"{{message}}"}""";
        var bytes = Encoding.UTF8.GetBytes(body.Replace("$context.error.messageString", $"\"{message}\"", StringComparison.Ordinal));

        context.ErrorType = type;
        http.Response.StatusCode = defined?.StatusCode ?? status;
        http.Response.ContentType = "application/json";
        http.Response.Headers["x-amzn-RequestId"] = context.RequestId;
        http.Response.Headers["x-amzn-ErrorType"] = type;
        foreach (var (name, value) in defined?.Headers ?? new Dictionary<string, string>())
            http.Response.Headers[name] = value;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static (int Status, string Message) Standard(string type) => type switch
    {
        MissingAuthenticationToken => (403, "Missing Authentication Token"),
        Throttled => (429, "Too Many Requests"),
        RequestTooLarge => (413, "Request Entity Too Large"),
        BadRequestParameters => (400, "Missing required request parameters"),
        BadRequestBody => (400, "Invalid request body"),
        IntegrationTimeout => (504, "Endpoint request timed out"),
        IntegrationFailure => (500, "Internal server error"),
        ApiConfigurationError => (500, "Internal server error"),
        _ => (502, "Internal server error"),
    };

    [GeneratedRegex("""\$context\.(?<name>(?!error\.message)[a-zA-Z]+(\.[a-zA-Z]+)*)""")]
    public static partial Regex Variable();
}
