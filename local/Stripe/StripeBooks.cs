namespace Local.Stripe;

/// <summary>Everything the sandbox's one account knows. Whoever reads or writes holds <see cref="Gate"/>.</summary>
internal sealed class StripeBooks
{
    private readonly Dictionary<string, Charge> charges = [];
    private readonly Dictionary<string, Refund> refunds = [];
    private readonly Dictionary<string, PaymentIntent> intents = [];
    private readonly List<string> intentOrder = [];
    private readonly List<string> chargeOrder = [];
    private readonly List<string> refundOrder = [];
    private readonly StripeJournal journal;

    public StripeBooks(StripeJournal journal)
    {
        this.journal = journal;
        foreach (var (id, record) in journal.Earlier)
        {
            if (record.Intent is { } intent)
                Save(intents, intentOrder, id, intent);
            else if (record.Charge is { } charge)
                Save(charges, chargeOrder, id, charge with { ChargedAt = record.Moved, IdempotencyKey = record.IdempotencyKey });
            else if (record.Refund is { } refund)
                Save(refunds, refundOrder, id, refund with { RefundedAt = record.Moved, IdempotencyKey = record.IdempotencyKey });
        }
    }

    public Lock Gate { get; } = new();

    /// <summary>Newest first, as the API lists.</summary>
    public IEnumerable<PaymentIntent> Intents => Newest(intentOrder).Select(id => intents[id]);

    /// <summary>Newest first.</summary>
    public IEnumerable<Charge> Charges => Newest(chargeOrder).Select(id => charges[id]);

    /// <summary>Newest first.</summary>
    public IEnumerable<Refund> Refunds => Newest(refundOrder).Select(id => refunds[id]);

    public PaymentIntent? FindIntent(string id) => intents.GetValueOrDefault(id);

    public PaymentIntent Intent(string id, string param = "id") =>
        FindIntent(id) ?? throw ApiError.NotFound("payment_intent", id, param);

    public Charge Charge(string id, string param = "id") => charges.GetValueOrDefault(id) ?? throw ApiError.NotFound("charge", id, param);

    public Refund Refund(string id) => refunds.GetValueOrDefault(id) ?? throw ApiError.NotFound("refund", id, "id");

    public PaymentIntent Save(PaymentIntent intent)
    {
        journal.Add(intent.Id, new StripeRecord { Intent = intent });
        return Save(intents, intentOrder, intent.Id, intent);
    }

    public Charge Save(Charge charge)
    {
        journal.Add(charge.Id, new StripeRecord { Charge = charge, Moved = charge.ChargedAt, IdempotencyKey = charge.IdempotencyKey });
        return Save(charges, chargeOrder, charge.Id, charge);
    }

    public Refund Save(Refund refund)
    {
        journal.Add(refund.Id, new StripeRecord { Refund = refund, Moved = refund.RefundedAt, IdempotencyKey = refund.IdempotencyKey });
        return Save(refunds, refundOrder, refund.Id, refund);
    }

    /// <summary>Makes what was saved since outlive this process, with the answer of the request's idempotency key if it has one.</summary>
    public void Commit(KeptAnswer? answer)
    {
        if (answer is not null)
            journal.Add($"key {answer.Key}", new StripeRecord { Answer = answer });
        journal.Commit();
    }

    private static T Save<T>(Dictionary<string, T> table, List<string> order, string id, T item)
    {
        if (!table.ContainsKey(id))
            order.Add(id);
        return table[id] = item;
    }

    private static IEnumerable<string> Newest(List<string> order)
    {
        for (var i = order.Count - 1; i >= 0; i--)
            yield return order[i];
    }
}
