namespace BillingGates.Payments;

/// <summary>Decides what an answer of Stripe says about a charge that shall never be made.</summary>
internal static class VoidOutcome
{
    /// <summary>The key was not used up: another request has it, or nobody knows.</summary>
    public static VoidResult OfFailure(StripeReply reply) => reply.Error is { Type: "idempotency_error" }
        ? new VoidResult.AttemptFound(reply.Describe())
        : new VoidResult.Unknown(reply.Describe());

    /// <summary>The key is used up; the intent that did so was to be cancelled. A repetition finds it cancelled already.</summary>
    public static VoidResult OfCancellation(StripeReply reply)
    {
        var intent = reply.IsSuccess ? reply.Read(StripeJson.Default.PaymentIntent) : reply.Error?.PaymentIntent;
        return intent?.Status switch
        {
            "canceled" => new VoidResult.Voided(),
            "succeeded" or "processing" => new VoidResult.AttemptFound($"payment intent {intent.Id} is {intent.Status}"),
            _ => new VoidResult.Unknown($"cancelling: {reply.Describe()}"),
        };
    }
}
