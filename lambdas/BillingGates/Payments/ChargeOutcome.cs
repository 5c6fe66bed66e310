using System.Net;

namespace BillingGates.Payments;

/// <summary>Decides what an answer of Stripe says about a charge.</summary>
internal static class ChargeOutcome
{
    public const string AuthenticationRequired = "authentication_required";

    public static ChargeResult OfIntent(PaymentIntent intent) => intent switch
    {
        { Status: "succeeded", LatestCharge: { } charge } => new ChargeResult.Charged(intent.Id, charge),
        { Status: "requires_payment_method" or "canceled" } => Declined(intent.LastPaymentError, intent.Id),
        _ => new ChargeResult.Unknown($"payment intent {intent.Id} is {intent.Status}"),
    };

    public static ChargeResult OfFailure(StripeReply reply) => reply switch
    {
        { Status: HttpStatusCode.PaymentRequired, Error: { Type: "card_error" } error } => Declined(error, error.PaymentIntent?.Id),
        { Status: HttpStatusCode.BadRequest, Error: { Type: "invalid_request_error" } error } =>
            new ChargeResult.InvalidRequest(error.Param, reply.Describe()),
        { IsTurnedAway: true, MayHaveActed: false } => new ChargeResult.NotCharged(reply.Describe()),
        _ => new ChargeResult.Unknown(reply.Describe()), // among them idempotency_error: an earlier call with other values decided
    };

    private static ChargeResult.Declined Declined(StripeError? error, string? intentId) =>
        error is { Code: AuthenticationRequired } or { DeclineCode: "authentication_required" or "authentication_not_handled" }
            ? new ChargeResult.Declined(AuthenticationRequired, null, intentId)
            : new ChargeResult.Declined(error?.Code ?? "card_declined", error?.DeclineCode, intentId);
}
