using System.Globalization;
using System.Text.Json;
using Amazon.CDK.AWS.APIGateway;

namespace Cdk.Constructs;

/// <summary>What APIs answer by themselves: problem documents (RFC 9457) of the same types as the functions'.</summary>
internal static class ProblemResponses
{
    /// <summary>The answers of the purchase API.</summary>
    public static void AddTo(RestApi api)
    {
        Add(api, ResponseType_.BAD_REQUEST_BODY, "400", "invalid-request", "The request is not valid.",
            detail: "The body must hold productId, email and paymentMethod, may hold codeChallenge, and nothing else.");
        Add(api, ResponseType_.BAD_REQUEST_PARAMETERS, "400", "invalid-request", "The request is not valid.",
            detail: "The header Idempotency-Key is required.");
        // API Gateway takes an unknown route for a request without credentials, or with bad ones if there is an Authorization header.
        // No answer may be a 403: on the storefront's domain CloudFront takes that for a page that doesn't exist.
        Add(api, ResponseType_.MISSING_AUTHENTICATION_TOKEN, "404", "unknown-resource", "There is no such resource.");
        Add(api, ResponseType_.INVALID_SIGNATURE, "404", "unknown-resource", "There is no such resource.");
        Add(api, ResponseType_.RESOURCE_NOT_FOUND, "404", "unknown-resource", "There is no such resource.");
        Add(api, ResponseType_.REQUEST_TOO_LARGE, "413", "too-large", "The request body is too large.");
        Add(api, ResponseType_.UNSUPPORTED_MEDIA_TYPE, "415", "unsupported-media-type", "The request body must be JSON.");
        AddGeneral(api, "The shop");
    }

    /// <summary>What every API may have to say.</summary>
    /// <param name="who">What doesn't answer, at the beginning of a sentence.</param>
    public static void AddGeneral(RestApi api, string who)
    {
        Add(api, ResponseType_.THROTTLED, "429", "too-many-requests", "Too many requests at once.", retryAfterSeconds: 1);
        Add(api, ResponseType_.DEFAULT_4XX, null, "refused", "The request was refused.");
        Add(api, ResponseType_.DEFAULT_5XX, null, "unavailable", $"{who} can't answer right now.");
    }

    public static void Add(
        RestApi api, ResponseType_ response, string? status, string type, string title,
        string? detail = null, int? retryAfterSeconds = null)
    {
        var problem = new Dictionary<string, object> { ["type"] = $"urn:awsplatform:problem:{type}", ["title"] = title };
        if (status is not null)
            problem["status"] = int.Parse(status, CultureInfo.InvariantCulture);
        if (detail is not null)
            problem["detail"] = detail;
        problem["requestId"] = "$context.requestId";

        // The header wins over the template's key, and the key matches whatever the client accepts.
        var headers = new Dictionary<string, string> { ["Content-Type"] = "'application/problem+json'" };
        if (retryAfterSeconds is not null)
            headers["Retry-After"] = $"'{retryAfterSeconds}'";

        api.AddGatewayResponse(response.ResponseType, new GatewayResponseOptions
        {
            Type = response,
            StatusCode = status,
            ResponseHeaders = headers,
            Templates = new Dictionary<string, string> { ["application/json"] = JsonSerializer.Serialize(problem) },
        });
    }
}
