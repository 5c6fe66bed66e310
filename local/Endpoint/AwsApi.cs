using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Local.Endpoint;

/// <summary>Makes the AWS calls of the deployment, as the developer, through the AWS endpoint: so they reach a replaced service too.</summary>
public sealed class AwsApi(LocalAddresses addresses, LocalCloudOptions options) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Calls a service of the JSON protocol.</summary>
    /// <param name="target">The value of X-Amz-Target, for instance <c>DynamoDB_20120810.CreateTable</c>.</param>
    /// <exception cref="AwsApiException">The service refused.</exception>
    public async Task<JsonObject> JsonAsync(string service, string target, JsonObject body, CancellationToken cancellation)
    {
        using var request = Request(service);
        request.Headers.Add("X-Amz-Target", target);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        request.Content.Headers.ContentType =
            new MediaTypeHeaderValue(service is "dynamodb" or "sqs" or "states" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1");
        using var response = await client.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        var answer = text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : [];
        if (response.IsSuccessStatusCode)
            return answer;
        var code = (string?)answer["__type"] ?? response.StatusCode.ToString();
        throw new AwsApiException(target, code[(code.LastIndexOf('#') + 1)..], (string?)answer["message"] ?? (string?)answer["Message"] ?? text);
    }

    /// <summary>Calls a service of the Query protocol and returns the result element.</summary>
    /// <exception cref="AwsApiException">The service refused.</exception>
    public async Task<XElement> QueryAsync(
        string service, string version, string action, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellation)
    {
        using var request = Request(service);
        request.Content = new FormUrlEncodedContent([new("Action", action), new("Version", version), .. fields]);
        using var response = await client.SendAsync(request, cancellation);
        var answer = XElement.Parse(await response.Content.ReadAsStringAsync(cancellation));
        return response.IsSuccessStatusCode
            ? answer
            : throw new AwsApiException(action, Value(answer, "Code") ?? response.StatusCode.ToString(), Value(answer, "Message") ?? "");
    }

    /// <summary>Calls a service of the REST protocols; the answer may be an error.</summary>
    /// <param name="target">Path and query, percent-encoded.</param>
    public async Task<HttpResponseMessage> RestAsync(
        string service,
        HttpMethod method,
        string target,
        HttpContent? content,
        CancellationToken cancellation,
        params (string Name, string? Value)[] headers)
    {
        using var request = Request(service);
        (request.Method, request.RequestUri, request.Content) = (method, new Uri(addresses.Aws, target), content);
        foreach (var (name, value) in headers)
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }
        return await client.SendAsync(request, cancellation);
    }

    /// <summary>The text of the first element of this name, in any namespace.</summary>
    public static string? Value(XElement answer, string name) =>
        answer.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Request(string service)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, addresses.Aws);
        request.Headers.TryAddWithoutValidation(
            "Authorization", CredentialScope.Header(CredentialRegistry.DeveloperKey, options.Region, service));
        return request;
    }
}

/// <summary>An AWS service refused a call of the deployment.</summary>
public sealed class AwsApiException(string operation, string code, string message) : Exception($"{operation}: {code}: {message}")
{
    /// <summary>The service's error code, without namespace.</summary>
    public string Code { get; } = code;
}
