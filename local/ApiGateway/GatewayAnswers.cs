using System.Text;

namespace Local.ApiGateway;

/// <summary>The answers that the front gives itself, as the template's gateway responses change them.</summary>
internal static class GatewayAnswers
{
    private static readonly Dictionary<string, (int Status, string ErrorType)> Defaults = new()
    {
        ["MISSING_AUTHENTICATION_TOKEN"] = (403, "MissingAuthenticationTokenException"),
        ["THROTTLED"] = (429, "TooManyRequestsException"),
        ["REQUEST_TOO_LARGE"] = (413, "RequestEntityTooLargeException"),
        ["BAD_REQUEST_PARAMETERS"] = (400, "BadRequestException"),
        ["BAD_REQUEST_BODY"] = (400, "BadRequestException"),
        ["API_CONFIGURATION_ERROR"] = (500, "InternalServerErrorException"),
        ["INTEGRATION_TIMEOUT"] = (504, "InternalServerErrorException"),
        // A malformed answer has no type of its own.
        ["DEFAULT_5XX"] = (502, "InternalServerErrorException"),
    };

    /// <summary>Answers with a response type.</summary>
    /// <param name="validation">What a validator found, for <c>$context.error.validationErrorString</c>.</param>
    public static Task WriteAsync(Exchange exchange, string type, string message, string? validation = null)
    {
        var (status, errorType) = Defaults[type];
        exchange.Error = (type, message, validation);
        var changes = exchange.Stage.Api.GatewayResponses;
        var change = changes.GetValueOrDefault(type) ?? changes.GetValueOrDefault(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
        var response = exchange.Http.Response;
        response.StatusCode = change?.Status ?? status;
        response.ContentType = "application/json";
        response.Headers["x-amzn-ErrorType"] = errorType;
        foreach (var (name, value) in change?.Headers ?? new Dictionary<string, string>())
            response.Headers[name] = value.StartsWith('\'') ? value.Trim('\'') : exchange.Variable(value["context.".Length..]) ?? "";
        var body = Encoding.UTF8.GetBytes(ContextTemplate.Fill(change?.Template ?? """{"message":$context.error.messageString}""", exchange, ""));
        exchange.ResponseLength = body.Length;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }
}
