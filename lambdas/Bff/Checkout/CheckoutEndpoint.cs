using Bff.Purchases;
using Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Platform.Problems;

namespace Bff.Checkout;

/// <summary>The answer to an accepted checkout.</summary>
/// <param name="StatusUrl">Where the purchase's status is, relative to the API's host.</param>
/// <param name="StatusToken">The secret that reads the status. The only thing that does.</param>
public sealed record CheckoutAccepted(string PurchaseId, PurchaseStatus Status, string StatusUrl, string StatusToken);

/// <summary><c>POST /checkout</c></summary>
public static class CheckoutEndpoint
{
    private const string IdempotencyKey = "Idempotency-Key";
    private const int MaximumKeyLength = 255;
    private const int RetrySeconds = 1;

    public static void MapCheckout(this WebApplication app) =>
        app.MapPost("/checkout", CheckoutAsync)
            .WithTags("Checkout")
            .WithSummary("Buys a product.")
            .WithDescription("Charges once per Idempotency-Key. The same key and body give the same answer again.")
            .Accepts<CheckoutRequest>("application/json")
            .Produces<CheckoutAccepted>(StatusCodes.Status202Accepted)
            .Produces<Problem>(StatusCodes.Status400BadRequest, Problem.ContentType)
            .Produces<Problem>(StatusCodes.Status402PaymentRequired, Problem.ContentType)
            .Produces<Problem>(StatusCodes.Status409Conflict, Problem.ContentType)
            .Produces<Problem>(StatusCodes.Status413PayloadTooLarge, Problem.ContentType)
            .Produces<Problem>(StatusCodes.Status415UnsupportedMediaType, Problem.ContentType)
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, Problem.ContentType)
            .Produces<Problem>(StatusCodes.Status429TooManyRequests, Problem.ContentType)
            .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, Problem.ContentType);

    private static async Task<IResult> CheckoutAsync(
        HttpContext http, Backend backend, TimeProvider time, [FromHeader(Name = IdempotencyKey)] string? key)
    {
        if (key is null or { Length: 0 or > MaximumKeyLength })
            return Problem.InvalidRequest($"The header {IdempotencyKey} is required, with 1 to {MaximumKeyLength} characters.").AsResult();
        var (request, problem) = await CheckoutRequest.ReadAsync(http.Request);
        if (request is null)
            return problem!.AsResult();

        var command = new TakePayment(
            key, request.ProductId!, request.Email!, request.PaymentMethod!, Trace.IdOf(http), request.CodeChallenge);
        var answer = await backend.SendAsync(command, http.RequestAborted);
        return Answer(http, request, answer, time.GetUtcNow());
    }

    private static IResult Answer(
        HttpContext http, CheckoutRequest request, PaymentAnswer answer, DateTimeOffset now) => answer.Outcome switch
    {
        PaymentOutcome.Accepted => Accepted(http, answer, now),
        PaymentOutcome.Declined => Problem.Declined(answer.DeclineCode!).AsResult(),
        PaymentOutcome.KeyReused => Problem.KeyReused().AsResult(),
        PaymentOutcome.InFlight => Problem.InFlight().AsResult(RetrySeconds),
        PaymentOutcome.UnknownProduct => Problem.UnknownProduct(request.ProductId!).AsResult(),
        PaymentOutcome.InvalidPaymentMethod => Problem.InvalidPaymentMethod().AsResult(),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    private static Accepted<CheckoutAccepted> Accepted(HttpContext http, PaymentAnswer answer, DateTimeOffset now)
    {
        var statusUrl = $"{http.Request.PathBase}/purchases/{answer.PurchaseId}";
        http.Response.Headers[HeaderNames.RetryAfter] = RetryAfter.For(answer.Status!.Value, answer.CreatedAt!.Value, now);
        http.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return TypedResults.Accepted(
            statusUrl, new CheckoutAccepted(answer.PurchaseId!, answer.Status.Value, statusUrl, answer.StatusToken!));
    }
}
