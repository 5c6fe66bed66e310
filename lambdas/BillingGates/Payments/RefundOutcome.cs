using System.Net;

namespace BillingGates.Payments;

/// <summary>Decides what an answer of Stripe says about a refund.</summary>
internal static class RefundOutcome
{
    public static RefundResult Of(StripeReply reply) => reply switch
    {
        { IsSuccess: true } => reply.Read(StripeJson.Default.Refund) is { } refund
            ? OfRefund(refund, reply)
            : new RefundResult.Unknown(reply.Describe()),
        { Status: HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired, Error.Type: "invalid_request_error" or "card_error" }
            or { Status: HttpStatusCode.NotFound, Error.Code: "resource_missing" } =>
            new RefundResult.Refused(reply.Error?.Code ?? "invalid_request", reply.Describe()),
        { IsTurnedAway: true, MayHaveActed: false } => new RefundResult.NotRefunded(reply.Describe()),
        _ => new RefundResult.Unknown(reply.Describe()),
    };

    /// <summary>Picks, from the refunds of a charge that nothing is left of, the one that stands for the money's return.</summary>
    public static RefundResult OfExisting(StripeReply reply)
    {
        if (!reply.IsSuccess || reply.Read(StripeJson.Default.RefundList) is not { } list)
            return new RefundResult.Unknown(reply.Describe());
        var standing = list.Data.Find(refund => refund.Status is "succeeded") ?? list.Data.Find(refund => refund.Status is "pending");
        return standing is null ? new RefundResult.Unknown("refunded, and no refund in the list") : OfRefund(standing, reply);
    }

    private static RefundResult OfRefund(Refund refund, StripeReply reply) => refund.Status switch
    {
        "succeeded" => new RefundResult.Refunded(refund.Id),
        "pending" or "requires_action" => new RefundResult.Pending(refund.Id),
        "failed" or "canceled" => new RefundResult.Refused($"refund_{refund.Status}", $"refund {refund.Id}; {reply.Describe()}"),
        _ => new RefundResult.Unknown($"refund {refund.Id} is {refund.Status}"),
    };
}
