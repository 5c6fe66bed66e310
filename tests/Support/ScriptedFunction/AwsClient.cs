using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ScriptedFunction;

/// <summary>Makes one AWS call of the JSON protocol, without retries, with the credentials of the process.</summary>
internal static class AwsClient
{
    /// <param name="call">The <c>service</c>, the <c>target</c> and the <c>body</c>.</param>
    /// <returns>Status and body of the answer, or <c>no answer</c>.</returns>
    public static string Call(JsonNode call)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"));
        var credential = $"{Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID")}/20200101/eu-west-1/{call["service"]}/aws4_request";
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=0");
        request.Headers.Add("X-Amz-Target", (string?)call["target"]);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call["body"]!.ToJsonString()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        try
        {
            using var response = http.Send(request);
            using var reader = new StreamReader(response.Content.ReadAsStream());
            return $"{(int)response.StatusCode} {reader.ReadToEnd()}";
        }
        catch (HttpRequestException)
        {
            return "no answer";
        }
    }
}
