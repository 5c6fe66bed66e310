using System.Text;
using System.Text.Json;
using Local.Endpoint;

namespace Local.Lambda;

/// <summary>The Lambda API behind the AWS endpoint: Invoke, and the look-ups a person needs to find what to invoke.</summary>
internal sealed class LambdaApi(FunctionInvoker functions, AsyncInvocations asyncInvocations, FunctionLog log) : IAwsService
{
    private const string Prefix = "/2015-03-31/functions";
    private const int RequestLimit = 6 * 1024 * 1024;
    private const int AsyncRequestLimit = 1024 * 1024;
    private const int LogTail = 4096;

    public string SigningName => "lambda";

    public async Task HandleAsync(AwsCall call)
    {
        var request = call.Http.Request;
        var path = request.Path.Value?.TrimEnd('/') ?? "";
        var segments = path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..].Split('/') : ["?"];
        try
        {
            await (segments switch
            {
                ["", var name, "invocations"] when HttpMethods.IsPost(request.Method) => InvokeAsync(call, Uri.UnescapeDataString(name)),
                ["", var name, "configuration"] when HttpMethods.IsGet(request.Method) =>
                    WriteAsync(call, Configuration(functions.Describe(Uri.UnescapeDataString(name)))),
                [""] when HttpMethods.IsGet(request.Method) =>
                    WriteAsync(call, new { Functions = functions.Functions.OrderBy(f => f.Name).Select(Configuration) }),
                _ => AwsErrors.WriteUnsupportedAsync(call.Http, AwsProtocol.RestJson, SigningName, call.Operation),
            });
        }
        catch (FunctionNotFoundException exception)
        {
            await ErrorAsync(call, StatusCodes.Status404NotFound, "ResourceNotFoundException", exception.Message);
        }
        catch (FunctionThrottledException)
        {
            await ErrorAsync(call, StatusCodes.Status429TooManyRequests, "TooManyRequestsException", "Rate Exceeded.",
                "ReservedFunctionConcurrentInvocationLimitExceeded");
        }
    }

    private async Task InvokeAsync(AwsCall call, string name)
    {
        var headers = call.Http.Request.Headers;
        var qualifier = call.Http.Request.Query["Qualifier"].ToString();
        var function = qualifier.Length == 0 ? name : $"{name}:{qualifier}";
        var type = headers["X-Amz-Invocation-Type"].ToString();
        var limit = type == "Event" ? AsyncRequestLimit : RequestLimit;
        var trace = headers["X-Amzn-Trace-Id"].FirstOrDefault();
        functions.Describe(function);
        if (call.Body.Length > limit)
        {
            await ErrorAsync(call, StatusCodes.Status413PayloadTooLarge, "RequestTooLargeException",
                $"Request must be smaller than {limit} bytes for the InvokeFunction operation");
            return;
        }
        var payload = call.Body.IsEmpty ? "{}"u8.ToArray() : call.Body;
        if (!IsJson(payload))
        {
            await ErrorAsync(call, StatusCodes.Status400BadRequest, "InvalidRequestContentException", "Could not parse request body into json");
            return;
        }
        switch (type)
        {
            case "" or "RequestResponse":
                var (requestId, result) = await functions.RunAsync(function, payload, trace, call.Http.RequestAborted);
                call.Http.Response.Headers["x-amzn-RequestId"] = requestId;
                if (headers["X-Amz-Log-Type"] == "Tail")
                    call.Http.Response.Headers["X-Amz-Log-Result"] = Tail(FunctionName.Parse(function).Name, requestId);
                await WriteAsync(call.Http.Response, result);
                break;
            case "Event":
                asyncInvocations.Accept(function, payload, trace);
                call.Http.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case "DryRun":
                call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                await ErrorAsync(call, StatusCodes.Status400BadRequest, "InvalidParameterValueException", $"Unknown invocation type {type}");
                break;
        }
    }

    private static async Task WriteAsync(HttpResponse response, InvocationResult result)
    {
        response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        if (result.FunctionError is not null)
            response.Headers["X-Amz-Function-Error"] = result.FunctionError;
        response.ContentType = "application/json";
        response.ContentLength = result.Payload.Length;
        await response.Body.WriteAsync(result.Payload);
    }

    private string Tail(string function, string requestId)
    {
        var lines = log.Read(function).Where(line => line.RequestId == requestId).Select(line => line.Text);
        var text = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        return Convert.ToBase64String(text.AsSpan(Math.Max(0, text.Length - LogTail)));
    }

    private static bool IsJson(ReadOnlyMemory<byte> payload)
    {
        var reader = new Utf8JsonReader(payload.Span);
        try
        {
            reader.Read();
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static object Configuration(LambdaFunction function) => new
    {
        FunctionName = function.Name,
        FunctionArn = function.Arn,
        Runtime = FunctionResources.Runtime,
        Role = function.RoleArn,
        function.Handler,
        Timeout = (int)function.Timeout.TotalSeconds,
        function.MemorySize,
        Version = "$LATEST",
        State = "Active",
        PackageType = "Zip",
    };

    private static Task ErrorAsync(AwsCall call, int status, string type, string message, string? reason = null)
    {
        call.Http.Response.StatusCode = status;
        call.Http.Response.Headers["x-amzn-ErrorType"] = type;
        return WriteAsync(call, reason is null ? new { Type = "User", Message = message } : (object)new { Reason = reason, Type = "User", message });
    }

    // Names as they stand: Lambda's begin with capitals.
    private static Task WriteAsync(AwsCall call, object answer) => call.Http.Response.WriteAsJsonAsync(answer, JsonSerializerOptions.Default);
}
