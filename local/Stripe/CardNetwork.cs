namespace Local.Stripe;

/// <summary>Where money moves: charges a payment intent as its test card says.</summary>
internal sealed class CardNetwork(StripeBooks books, TimeProvider time)
{
    public static TestCard Card(string paymentMethod) =>
        TestCards.Find(paymentMethod) ?? throw ApiError.NotFound("PaymentMethod", paymentMethod, "payment_method");

    public PaymentIntent Charge(PaymentIntent intent, StripeCall call, bool errorOnRequiresAction, bool offSession)
    {
        var method = intent.PaymentMethod
            ?? throw ApiError.Invalid(
                "A payment intent needs a payment method to be confirmed.", "payment_method", "payment_intent_unexpected_state", intent);
        var card = Card(method);
        return card.Outcome switch
        {
            CardOutcome.Declines => throw Decline(intent, method, card, call, card.Code!, card.DeclineCode),
            CardOutcome.NeedsAuthentication when offSession =>
                throw Decline(intent, method, card, call, "authentication_required", "authentication_required"),
            CardOutcome.NeedsAuthentication when errorOnRequiresAction =>
                throw Decline(intent, method, card, call, "authentication_required", "authentication_not_handled"),
            CardOutcome.NeedsAuthentication => books.Save(intent with { Status = "requires_action", NextAction = new NextAction("use_stripe_sdk") }),
            _ => Succeed(intent, method, card, call),
        };
    }

    private PaymentIntent Succeed(PaymentIntent intent, string method, TestCard card, StripeCall call)
    {
        var charge = books.Save(NewCharge(intent, method, card, call) with
        {
            Paid = true,
            Disputed = card.Outcome == CardOutcome.SucceedsWithDispute,
        });
        return books.Save(intent with { Status = "succeeded", LatestCharge = charge.Id, LastPaymentError = null, NextAction = null });
    }

    private ApiError Decline(PaymentIntent intent, string method, TestCard card, StripeCall call, string code, string? declineCode)
    {
        var message = $"The card was declined ({declineCode ?? code}).";
        var charge = books.Save(NewCharge(intent, method, card, call) with { FailureCode = code, FailureMessage = message });
        var error = new ApiErrorBody("card_error", code, message) { DeclineCode = declineCode, Charge = charge.Id };
        var declined = books.Save(intent with
        {
            Status = "requires_payment_method", PaymentMethod = null, LatestCharge = charge.Id, LastPaymentError = error, NextAction = null,
        });
        return ApiError.Declined(error with { PaymentIntent = declined });
    }

    private Charge NewCharge(PaymentIntent intent, string method, TestCard card, StripeCall call)
    {
        var now = time.GetUtcNow();
        return new Charge
        {
            Id = StripeId.New("ch"),
            Amount = intent.Amount,
            Currency = intent.Currency,
            Created = now.ToUnixTimeSeconds(),
            ChargedAt = now,
            Paid = false,
            PaymentIntent = intent.Id,
            PaymentMethod = method,
            PaymentMethodDetails = new PaymentMethodDetails("card", new CardDetails(card.Brand, card.Last4)),
            Metadata = intent.Metadata,
            IdempotencyKey = call.IdempotencyKey,
        };
    }
}
