using System.Globalization;
using System.Text;
using System.Text.Json;
using Local.StepFunctions.Definitions;

namespace Local.StepFunctions.Integrations;

/// <summary>Lambda functions: as the resource <c>lambda:invoke</c>, and as a function's own ARN, whose result is the payload alone.</summary>
internal sealed class LambdaIntegration(AwsTaskClient client) : ITaskIntegration
{
    private static readonly AwsTaskService Service = new("lambda", "Lambda", "AWSLambda", "AWSLambdaException", new HashSet<string>
    {
        "ResourceNotFoundException", "TooManyRequestsException", "ServiceException", "InvalidParameterValueException",
        "InvalidRequestContentException", "RequestTooLargeException", "ResourceConflictException",
    });

    public bool Handles(TaskResource resource) => resource.IsFunction
        ? resource.Arn.StartsWith("arn:aws:lambda:", StringComparison.Ordinal) && resource.Arn.Contains(":function:", StringComparison.Ordinal)
        : resource is { Service: "lambda", Action: "invoke", Pattern: "" or TaskResource.CallbackPattern };

    public async Task<JsonElement> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        if (call.Resource.IsFunction)
            return PayloadOf(await InvokeAsync(call.Resource.Arn, qualifier: null, "RequestResponse", call.Parameters, call, cancellation));
        var response = await InvokeAsync(
            Json.TextOf(call.Parameters, "FunctionName") ?? "", Json.TextOf(call.Parameters, "Qualifier"),
            Json.TextOf(call.Parameters, "InvocationType") ?? "RequestResponse",
            call.Parameters.TryGetProperty("Payload", out var payload) ? payload : Json.EmptyObject, call, cancellation);
        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("ExecutedVersion", response.Headers.GetValueOrDefault("X-Amz-Executed-Version") ?? "$LATEST");
            writer.WriteElement("Payload", PayloadOf(response));
            response.WriteMetadata(writer);
            writer.WriteNumber("StatusCode", response.Status);
            writer.WriteEndObject();
        });
    }

    private async Task<AwsTaskResponse> InvokeAsync(
        string function, string? qualifier, string invocationType, JsonElement payload, TaskCall call, CancellationToken cancellation)
    {
        using var content = AwsTaskClient.JsonContent(payload);
        content.Headers.Add("X-Amz-Invocation-Type", invocationType);
        var query = qualifier is null ? "" : $"?Qualifier={Uri.EscapeDataString(qualifier)}";
        var path = $"/2015-03-31/functions/{Uri.EscapeDataString(function)}/invocations{query}";
        var response = await client.SendAsync(Service, path, content, call, cancellation);
        if (!response.IsSuccess)
            throw ApiFailure(response, function);
        if (response.Headers.ContainsKey("X-Amz-Function-Error"))
            throw FunctionFailure(response);
        return response;
    }

    private static TaskFailedException ApiFailure(AwsTaskResponse response, string function)
    {
        var code = response.Headers.GetValueOrDefault("x-amzn-ErrorType") ?? "UnknownError";
        code = code.Split(':')[0];
        return response.Failure(code, MessageOf(response) ?? string.Create(CultureInfo.InvariantCulture, $"Function not invoked: {function}"));
    }

    // The error type that the function reports is the error name; without one, Step Functions says Lambda.Unknown.
    private static TaskFailedException FunctionFailure(AwsTaskResponse response)
    {
        var cause = Encoding.UTF8.GetString(response.Body);
        try
        {
            return new TaskFailedException(Json.TextOf(JsonElement.Parse(response.Body), "errorType") ?? "Lambda.Unknown", cause);
        }
        catch (JsonException)
        {
            return new TaskFailedException("Lambda.Unknown", cause);
        }
    }

    private static JsonElement PayloadOf(AwsTaskResponse response)
    {
        try
        {
            return response.Body.Length == 0 ? Json.EmptyObject : Json.ParseCompact(response.Body);
        }
        catch (JsonException)
        {
            return Json.Of(Encoding.UTF8.GetString(response.Body));
        }
    }

    private static string? MessageOf(AwsTaskResponse response)
    {
        try
        {
            var error = JsonElement.Parse(response.Body);
            return Json.TextOf(error, "Message") ?? Json.TextOf(error, "message");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
