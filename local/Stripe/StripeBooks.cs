namespace Local.Stripe;

/// <summary>Everything the sandbox's one account knows. Whoever reads or writes holds <see cref="Gate"/>.</summary>
internal sealed class StripeBooks
{
    private readonly StripeJournal journal;

    public StripeBooks(StripeJournal journal)
    {
        this.journal = journal;
        foreach (var (id, record) in journal.Earlier)
        {
            if (record.Intent is { } intent)
                Intents.Save(id, intent);
            else if (record.Charge is { } charge)
                Charges.Save(id, charge with { ChargedAt = record.Moved, IdempotencyKey = record.IdempotencyKey });
            else if (record.Refund is { } refund)
                Refunds.Save(id, refund with { RefundedAt = record.Moved, IdempotencyKey = record.IdempotencyKey });
        }
    }

    public Lock Gate { get; } = new();

    public StripeRecords<PaymentIntent> Intents { get; } = new();

    public StripeRecords<Charge> Charges { get; } = new();

    public StripeRecords<Refund> Refunds { get; } = new();

    public PaymentIntent Intent(string id, string param = "id") =>
        Intents.Find(id) ?? throw ApiError.NotFound("payment_intent", id, param);

    public Charge Charge(string id, string param = "id") => Charges.Find(id) ?? throw ApiError.NotFound("charge", id, param);

    public Refund Refund(string id) => Refunds.Find(id) ?? throw ApiError.NotFound("refund", id, "id");

    public PaymentIntent Save(PaymentIntent intent)
    {
        journal.Add(intent.Id, new StripeRecord { Intent = intent });
        return Intents.Save(intent.Id, intent);
    }

    public Charge Save(Charge charge)
    {
        journal.Add(charge.Id, new StripeRecord { Charge = charge, Moved = charge.ChargedAt, IdempotencyKey = charge.IdempotencyKey });
        return Charges.Save(charge.Id, charge);
    }

    public Refund Save(Refund refund)
    {
        journal.Add(refund.Id, new StripeRecord { Refund = refund, Moved = refund.RefundedAt, IdempotencyKey = refund.IdempotencyKey });
        return Refunds.Save(refund.Id, refund);
    }

    /// <summary>Makes what was saved since outlive this process, with the answer of the request's idempotency key if it has one.</summary>
    public void Commit(KeptAnswer? answer)
    {
        if (answer is not null)
            journal.Add($"key {answer.Key}", new StripeRecord { Answer = answer });
        journal.Commit();
    }
}
