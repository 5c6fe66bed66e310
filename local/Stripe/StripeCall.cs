namespace Local.Stripe;

/// <summary>One request to the sandbox, authenticated and parsed.</summary>
/// <param name="Path">From <c>/v1</c> on, for instance <c>/v1/payment_intents</c>.</param>
/// <param name="Id">The id in the path, or empty.</param>
/// <param name="ApiVersion">The header <c>Stripe-Version</c>, or null for the account's version, which is the newest.</param>
public sealed record StripeCall(string Method, string Path, string Id, string RequestId, string? IdempotencyKey, string? ApiVersion)
{
    internal FormParameters Parameters { get; init; } = new([]);

    /// <summary>The parameter <c>payment_method</c>, if the call has one.</summary>
    public string? PaymentMethod => Parameters.Text("payment_method");

    /// <summary>Whether this call asks to create or confirm a payment.</summary>
    public bool IsCharge =>
        Method == HttpMethods.Post
        && Path.StartsWith("/v1/payment_intents", StringComparison.Ordinal)
        && !Path.EndsWith("/cancel", StringComparison.Ordinal);

    /// <summary>Whether this call asks for a refund.</summary>
    public bool IsRefund => Method == HttpMethods.Post && Path == "/v1/refunds";
}
