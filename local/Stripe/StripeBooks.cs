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

    public Lock Gate { get; } = new();

    /// <summary>Newest first, as the API lists.</summary>
    public IEnumerable<PaymentIntent> Intents => Newest(intentOrder).Select(id => intents[id]);

    /// <summary>Newest first.</summary>
    public IEnumerable<Charge> Charges => Newest(chargeOrder).Select(id => charges[id]);

    /// <summary>Newest first.</summary>
    public IEnumerable<Refund> Refunds => Newest(refundOrder).Select(id => refunds[id]);

    public PaymentIntent Intent(string id, string param = "id") =>
        intents.GetValueOrDefault(id) ?? throw ApiError.NotFound("payment_intent", id, param);

    public Charge Charge(string id, string param = "id") => charges.GetValueOrDefault(id) ?? throw ApiError.NotFound("charge", id, param);

    public Refund Refund(string id) => refunds.GetValueOrDefault(id) ?? throw ApiError.NotFound("refund", id, "id");

    public PaymentIntent Save(PaymentIntent intent) => Save(intents, intentOrder, intent.Id, intent);

    public Charge Save(Charge charge) => Save(charges, chargeOrder, charge.Id, charge);

    public Refund Save(Refund refund) => Save(refunds, refundOrder, refund.Id, refund);

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
