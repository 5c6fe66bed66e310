using Microsoft.Net.Http.Headers;

namespace Bff.Problems;

/// <summary>A problem document (RFC 9457).</summary>
/// <param name="Type">A stable URI that programs may compare.</param>
/// <param name="DeclineCode">The card network's reason, when a charge was declined.</param>
public sealed record Problem(string Type, string Title, int Status, string? Detail = null, string? DeclineCode = null)
{
    public const string ContentType = "application/problem+json";
    private const string TypePrefix = "urn:awsplatform:problem:";

    public static Problem InvalidRequest(string detail) => new(TypePrefix + "invalid-request", "The request is not valid.", 400, detail);

    public static Problem UnknownProduct(string productId) =>
        new(TypePrefix + "unknown-product", "The shop does not sell this product.", 400, $"See /products for what there is. Asked for: {productId}");

    public static Problem InvalidPaymentMethod() =>
        new(TypePrefix + "invalid-payment-method", "The payment provider does not accept this payment method.", 400, "Nothing was charged.");

    public static Problem Unauthorized() => new(
        TypePrefix + "unauthorized", "The status token is missing.", 401, "Send the purchase's statusToken as: Authorization: Bearer <statusToken>");

    public static Problem Declined(string declineCode) =>
        new(TypePrefix + "card-declined", "The card was declined.", 402, "Nothing was charged. Try another card with a new Idempotency-Key.", declineCode);

    public static Problem UnknownPurchase() => new(TypePrefix + "unknown-purchase", "There is no such purchase for this token.", 404);

    public static Problem InFlight() =>
        new(TypePrefix + "in-flight", "The same request is being handled.", 409, "Repeat it after the time that Retry-After gives.");

    public static Problem TooLarge(int limit) =>
        new(TypePrefix + "too-large", "The request body is too large.", 413, $"At most {limit} bytes are accepted.");

    public static Problem UnsupportedMediaType() =>
        new(TypePrefix + "unsupported-media-type", "The request body must be JSON.", 415, "Send Content-Type: application/json.");

    public static Problem KeyReused() => new(
        TypePrefix + "idempotency-key-reused", "The Idempotency-Key was used for another request.", 422, "Use a new key for a new checkout.");

    public static Problem Unavailable() => new(
        TypePrefix + "unavailable", "The shop can't answer right now.", 503, "Repeat the request with the same Idempotency-Key; it is charged once at most.");

    public static Problem Unexpected() => new(TypePrefix + "unexpected", "Something went wrong on our side.", 500);

    public static Problem ForStatus(int status) => status switch
    {
        404 => new(TypePrefix + "unknown-resource", "There is no such resource.", 404),
        415 => UnsupportedMediaType(),
        405 => new(TypePrefix + "method-not-allowed", "The resource does not have this method.", 405),
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
                http.Response.Headers[HeaderNames.RetryAfter] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (problem.Status == StatusCodes.Status401Unauthorized)
                http.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
            return http.Response.WriteAsJsonAsync(problem, BffJson.Default.Problem, ContentType, http.RequestAborted);
        }
    }
}
