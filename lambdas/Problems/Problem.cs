using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Platform.Problems;

/// <summary>A problem document (RFC 9457).</summary>
/// <param name="Type">A stable URI that programs may compare.</param>
/// <param name="DeclineCode">The card network's reason, when a charge was declined.</param>
public sealed record Problem(string Type, string Title, int Status, string? Detail = null, string? DeclineCode = null)
{
    public const string ContentType = "application/problem+json";

    public static Problem InvalidRequest(string detail) => Of("invalid-request", "The request is not valid.", 400, detail);

    public static Problem UnsupportedMediaType() =>
        Of("unsupported-media-type", "The request body must be JSON.", 415, "Send Content-Type: application/json.");

    public static Problem Unexpected() => Of("unexpected", "Something went wrong on our side.", 500);

    /// <summary>A problem of one of the platform's types.</summary>
    /// <param name="type">The last part of its URI.</param>
    public static Problem Of(string type, string title, int status, string? detail = null, string? declineCode = null) =>
        new($"urn:awsplatform:problem:{type}", title, status, detail, declineCode);

    public static Problem ForStatus(int status) => status switch
    {
        404 => Of("unknown-resource", "There is no such resource.", 404),
        415 => UnsupportedMediaType(),
        405 => Of("method-not-allowed", "The resource does not have this method.", 405),
        _ => new("about:blank", "The request failed.", status),
    };

    /// <summary>The document as an answer.</summary>
    /// <param name="retryAfterSeconds">When to come again, for problems that pass.</param>
    public IResult AsResult(int? retryAfterSeconds = null) => new Answer(this, retryAfterSeconds);

    private sealed class Answer(Problem problem, int? retryAfterSeconds) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = problem.Status;
            http.Response.Headers[HeaderNames.CacheControl] = "no-store";
            if (retryAfterSeconds is { } seconds)
                http.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(CultureInfo.InvariantCulture);
            if (problem.Status == StatusCodes.Status401Unauthorized)
                http.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            return http.Response.WriteAsJsonAsync(problem, ProblemJson.Default.Problem, ContentType, http.RequestAborted);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
