namespace Local.Stripe;

/// <summary><c>/v1/refunds</c>. Validates at once and returns what it will do, like <see cref="PaymentIntents"/>.</summary>
internal sealed class Refunds(StripeBooks books, TimeProvider time)
{
    private static readonly string[] Reasons = ["duplicate", "fraudulent", "requested_by_customer"];

    public Func<object> Create(StripeCall call)
    {
        var parameters = call.Parameters;
        parameters.AllowOnly("payment_intent", "charge", "amount", "reason", "metadata");
        var (intentId, chargeId) = (parameters.Text("payment_intent"), parameters.Text("charge"));
        if (intentId is null == chargeId is null)
            throw ApiError.Invalid("A refund needs either payment_intent or charge.", "payment_intent", "parameter_missing");
        var amount = parameters.Integer("amount");
        if (amount < 1)
            throw ApiError.Invalid("Invalid positive integer", "amount", "parameter_invalid_integer");
        var reason = parameters.Text("reason");
        if (reason is not null && !Reasons.Contains(reason))
            throw ApiError.Invalid($"Invalid reason: {reason}", "reason");

        return () =>
        {
            var charge = chargeId is null ? ChargeOf(books.Intent(intentId!, "payment_intent")) : books.Charge(chargeId, "charge");
            return Refund(charge, amount, reason, call);
        };
    }

    public Func<object> Retrieve(StripeCall call) => () => Settle(books.Refund(call.Id));

    public Func<object> List(StripeCall call)
    {
        call.Parameters.AllowOnly("payment_intent", "charge", "created", "limit", "starting_after");
        var (intent, charge) = (call.Parameters.Text("payment_intent"), call.Parameters.Text("charge"));
        return () =>
        {
            var page = Listing.Page(books.Refunds, IsWanted, call, refund => refund.Created);
            return page with { Data = [.. page.Data.Select(Settle)] };
        };

        bool IsWanted(Refund refund) => (intent is null || refund.PaymentIntent == intent) && (charge is null || refund.Charge == charge);
    }

    private Charge ChargeOf(PaymentIntent intent) =>
        intent.Status == "succeeded"
            ? books.Charge(intent.LatestCharge!)
            : throw ApiError.Invalid($"Payment intent {intent.Id} has no successful charge to refund.", "payment_intent");

    private Refund Refund(Charge charge, long? amount, string? reason, StripeCall call)
    {
        var remaining = charge.Amount - charge.AmountRefunded;
        if (!charge.Paid)
            throw ApiError.Invalid($"Charge {charge.Id} failed.", "charge", "charge_not_refundable");
        if (charge.Disputed)
            throw ApiError.Invalid($"Charge {charge.Id} has been charged back.", null, "charge_disputed");
        if (remaining == 0)
            throw ApiError.Invalid($"Charge {charge.Id} has already been refunded.", null, "charge_already_refunded");
        if (amount > remaining)
            throw ApiError.Invalid($"Refund amount ({amount}) is greater than what is left of the charge ({remaining}).", "amount");

        var now = time.GetUtcNow();
        books.Save(charge with { AmountRefunded = charge.AmountRefunded + (amount ?? remaining) });
        return books.Save(new Refund
        {
            Id = StripeId.New("re"),
            Amount = amount ?? remaining,
            Currency = charge.Currency,
            Created = now.ToUnixTimeSeconds(),
            RefundedAt = now,
            Charge = charge.Id,
            PaymentIntent = charge.PaymentIntent,
            Reason = reason,
            Status = TestCards.Find(charge.PaymentMethod)?.Outcome == CardOutcome.SucceedsWithSlowRefund ? "pending" : "succeeded",
            Metadata = call.Parameters.Map("metadata"),
            IdempotencyKey = call.IdempotencyKey,
        });
    }

    private Refund Settle(Refund refund) =>
        refund.Status == "pending" && time.GetUtcNow() - refund.RefundedAt >= TestCards.RefundSettlesAfter
            ? books.Save(refund with { Status = "succeeded" })
            : refund;
}
