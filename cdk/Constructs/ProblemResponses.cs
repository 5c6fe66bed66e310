using System.Text.Json;
using Amazon.CDK.AWS.APIGateway;

namespace Cdk.Constructs;

/// <summary>What the API answers by itself, as problem documents (RFC 9457), so that a client meets one form of error only.</summary>
internal static class ProblemResponses
{
    private static readonly Dictionary<string, string> None = [];

    public static void AddTo(RestApi api)
    {
        Add(api, ResponseType_.BAD_REQUEST_BODY, "400", "invalid-request", "The request body is not valid.");
        Add(api, ResponseType_.BAD_REQUEST_PARAMETERS, "400", "invalid-request", "A required header or parameter is missing.");
        // API Gateway takes an unknown route for a request without credentials.
        Add(api, ResponseType_.MISSING_AUTHENTICATION_TOKEN, "404", "not-found", "There is nothing here.");
        Add(api, ResponseType_.RESOURCE_NOT_FOUND, "404", "not-found", "There is nothing here.");
        Add(api, ResponseType_.REQUEST_TOO_LARGE, "413", "too-large", "The request is too large.");
        Add(api, ResponseType_.UNSUPPORTED_MEDIA_TYPE, "415", "unsupported-media-type", "The body has to be application/json.");
        Add(api, ResponseType_.THROTTLED, "429", "too-many-requests", "Too many requests.", new() { ["Retry-After"] = "'1'" });
        Add(api, ResponseType_.DEFAULT_4XX, null, "refused", "The request was refused.");
        Add(api, ResponseType_.DEFAULT_5XX, null, "unavailable", "The service can't answer at the moment.");
    }

    private static void Add(
        RestApi api, ResponseType_ response, string? status, string type, string title, Dictionary<string, string>? headers = null)
    {
        var problem = new Dictionary<string, object> { ["type"] = $"urn:awsplatform:problem:{type}", ["title"] = title };
        if (status is not null)
            problem["status"] = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture);
        problem["requestId"] = "$context.requestId";

        api.AddGatewayResponse(response.ResponseType, new GatewayResponseOptions
        {
            Type = response,
            StatusCode = status,
            // The header wins over the template's key, and the key matches whatever the client accepts.
            ResponseHeaders = new Dictionary<string, string>(headers ?? None) { ["Content-Type"] = "'application/problem+json'" },
            Templates = new Dictionary<string, string> { ["application/json"] = JsonSerializer.Serialize(problem) },
        });
    }
}
