using System.Text;
using NJsonSchema;

namespace Local.ApiGateway;

/// <summary>What a request validator checks before an integration hears of the request.</summary>
internal static class RequestChecks
{
    /// <returns>The gateway response type of the first rule that is broken, or null.</returns>
    public static string? Check(HttpRequest request, ApiMethod method, RestApi api, ReadOnlyMemory<byte> body)
    {
        if (method.Validator is null)
            return null;
        if (method.Validator.Parameters
            && (method.RequiredHeaders.Any(name => string.IsNullOrEmpty(request.Headers[name]))
                || method.RequiredQuery.Any(name => string.IsNullOrEmpty(request.Query[name]))))
            return GatewayResponses.BadRequestParameters;
        return method.Validator.Body && SchemaFor(request, method, api) is { } schema && !IsValid(schema, body)
            ? GatewayResponses.BadRequestBody
            : null;
    }

    /// <summary>A content type without a model is not checked; no content type counts as JSON.</summary>
    private static JsonSchema? SchemaFor(HttpRequest request, ApiMethod method, RestApi api)
    {
        var contentType = request.ContentType?.Split(';')[0].Trim() is { Length: > 0 } given ? given : "application/json";
        var model = method.RequestModels.FirstOrDefault(model => model.Key.Equals(contentType, StringComparison.OrdinalIgnoreCase)).Value
            ?? method.RequestModels.GetValueOrDefault("$default");
        return model is null ? null : api.Models.GetValueOrDefault(model);
    }

    private static bool IsValid(JsonSchema schema, ReadOnlyMemory<byte> body)
    {
        try
        {
            return schema.Validate(Encoding.UTF8.GetString(body.Span)).Count == 0;
        }
        catch (Newtonsoft.Json.JsonException)
        {
            return false;
        }
    }
}
