using System.Text.Json;
using System.Text.Json.Nodes;

namespace Local.Endpoint;

/// <summary>A service of the JSON protocol in this process: a table of operations, and errors in the protocol's form.</summary>
public abstract class AwsJsonService(string signingName) : IAwsService
{
    public string SigningName => signingName;

    /// <summary>The operations by name. Each takes the request and returns the answer, or throws <see cref="AwsServiceException"/>.</summary>
    protected abstract IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Operations { get; }

    public async Task HandleAsync(AwsCall call)
    {
        try
        {
            if (!Operations.TryGetValue(call.Operation, out var operation))
            {
                await AwsErrors.WriteUnsupportedAsync(call.Http, AwsProtocol.Json, signingName, call.Operation);
                return;
            }
            var answer = operation(Parse(call.Body.Span));
            call.Http.Response.ContentType = call.Http.Request.ContentType ?? "application/x-amz-json-1.1";
            call.Http.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
            await JsonSerializer.SerializeAsync(call.Http.Response.Body, answer, JsonSerializerOptions.Default, call.Http.RequestAborted);
        }
        catch (AwsServiceException exception)
        {
            await AwsErrors.WriteAsync(call.Http, AwsProtocol.Json, exception.Code, exception.Message, exception.Status);
        }
    }

    /// <summary>A member that the operation requires.</summary>
    protected static string Required(JsonObject request, string member) => Optional(request, member)
        ?? throw new AwsServiceException("ValidationException", $"1 validation error detected: Value null at '{member}' failed to satisfy constraint: Member must not be null");

    protected static string? Optional(JsonObject request, string member) =>
        request[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw new AwsServiceException("SerializationException", "The request isn't a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new AwsServiceException("SerializationException", exception.Message);
        }
    }
}

/// <summary>An error that a service answers with.</summary>
/// <param name="code">The error code of the service's API.</param>
public sealed class AwsServiceException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
