using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Local.Endpoint;

namespace Local.StepFunctions.Integrations;

/// <summary>Makes AWS calls as a role, through the AWS endpoint: they are authorized and counted like any other.</summary>
internal sealed class AwsTaskClient(LocalAddresses addresses, IRoleCredentials credentials, LocalCloudOptions options) : IDisposable
{
    // A task's own timeout ends a call; a function may run for 15 minutes.
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Calls a service of the JSON 1.0 protocol.</summary>
    public Task<AwsTaskResponse> JsonAsync(
        AwsTaskService service, string target, JsonElement parameters, TaskCall call, CancellationToken cancellation)
    {
        var content = JsonContent(parameters, "application/x-amz-json-1.0");
        content.Headers.Add("X-Amz-Target", target);
        return SendAsync(service, "/", content, call, cancellation);
    }

    public static ByteArrayContent JsonContent(JsonElement json, string mediaType = "application/json") =>
        new(Encoding.UTF8.GetBytes(json.GetRawText())) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };

    /// <exception cref="TaskFailedException">The service was not reached.</exception>
    public async Task<AwsTaskResponse> SendAsync(
        AwsTaskService service, string path, HttpContent content, TaskCall call, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(addresses.Aws, path)) { Content = content };
        // Headers of the call travel with the content: HttpContent takes any name.
        var role = credentials.For(call.RoleArn);
        request.Headers.TryAddWithoutValidation("Authorization", CredentialScope.Header(role.AccessKeyId, options.Region, service.SigningName));
        request.Headers.Add("X-Amz-Security-Token", role.SessionToken);
        if (call.TraceHeader is not null)
            request.Headers.TryAddWithoutValidation("X-Amzn-Trace-Id", call.TraceHeader);
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            return new AwsTaskResponse(service, (int)response.StatusCode, Headers(response), body);
        }
        catch (HttpRequestException problem)
        {
            throw new TaskFailedException($"{service.ErrorPrefix}.SdkClientException", $"Unable to execute HTTP request: {problem.Message}");
        }
    }

    public void Dispose() => client.Dispose();

    private static Dictionary<string, string> Headers(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
}

/// <summary>A service as Step Functions names it.</summary>
/// <param name="ErrorPrefix">What its error names begin with: <c>DynamoDB</c>.</param>
/// <param name="SdkName">Its name in causes: <c>AmazonDynamoDBv2</c>.</param>
/// <param name="UnknownError">The error for codes that the SDK has no exception for: <c>AmazonDynamoDBException</c>.</param>
internal sealed record AwsTaskService(string SigningName, string ErrorPrefix, string SdkName, string UnknownError, IReadOnlySet<string> KnownErrors)
{
    /// <summary>The error name of a code, by the exception classes of the AWS SDK for Java that Step Functions calls with.</summary>
    public string ErrorName(string code)
    {
        var exception = code.EndsWith("Exception", StringComparison.Ordinal) ? code : code + "Exception";
        return $"{ErrorPrefix}.{(KnownErrors.Contains(exception) ? exception : UnknownError)}";
    }
}

/// <summary>What a service answered.</summary>
internal sealed record AwsTaskResponse(AwsTaskService Service, int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string RequestId => Headers.GetValueOrDefault("x-amzn-RequestId") ?? "";

    public TaskFailedException Failure(string code, string message) => new(Service.ErrorName(code), string.Create(
        CultureInfo.InvariantCulture,
        $"{message} (Service: {Service.SdkName}; Status Code: {Status}; Error Code: {code}; Request ID: {RequestId}; Proxy: null)"));

    /// <summary>The error of a JSON service.</summary>
    public TaskFailedException JsonFailure()
    {
        try
        {
            var error = JsonElement.Parse(Body);
            var type = Json.TextOf(error, "__type") ?? "UnknownError";
            return Failure(type[(type.LastIndexOf('#') + 1)..], Json.TextOf(error, "message") ?? Json.TextOf(error, "Message") ?? "");
        }
        catch (JsonException)
        {
            return Failure("UnknownError", Encoding.UTF8.GetString(Body));
        }
    }

    /// <summary>Writes what Step Functions adds to a service's answer.</summary>
    public void WriteMetadata(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("SdkHttpMetadata");
        writer.WriteStartObject("AllHttpHeaders");
        foreach (var (name, value) in Headers)
        {
            writer.WriteStartArray(name);
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        writer.WriteStartObject("HttpHeaders");
        foreach (var (name, value) in Headers)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteNumber("HttpStatusCode", Status);
        writer.WriteEndObject();
        writer.WriteStartObject("SdkResponseMetadata");
        writer.WriteString(nameof(RequestId), RequestId);
        writer.WriteEndObject();
    }

    /// <summary>A JSON service's answer with the metadata.</summary>
    public JsonElement JsonResult() => Json.Build(writer =>
    {
        writer.WriteStartObject();
        if (Body.Length > 0)
        {
            foreach (var property in JsonElement.Parse(Body).EnumerateObject())
                property.WriteTo(writer);
        }
        WriteMetadata(writer);
        writer.WriteEndObject();
    });
}
