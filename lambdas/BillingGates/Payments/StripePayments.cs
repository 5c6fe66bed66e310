using System.Globalization;

namespace BillingGates.Payments;

/// <summary>Payments through the Stripe API (https://docs.stripe.com/api). Needs nothing of Stripe.net, which Native AOT can't trim.</summary>
/// <remarks>
/// Stripe remembers idempotency keys for 24 hours. A charge is not to be repeated after that; look it up first. A refund may be, at any time.
/// The account's API key and the buyer's data never enter a result's reason.
/// </remarks>
public sealed class StripePayments(HttpClient http, StripeOptions options, TimeProvider time) : IPaymentProvider
{
    private const string PurchaseId = "purchase_id";
    private const string Void = "void";
    private const int MaxPages = 10;

    /// <summary>Stripe's search index is a minute behind, in an outage of its own up to an hour (https://docs.stripe.com/search).</summary>
    private static readonly TimeSpan IndexLag = TimeSpan.FromHours(2);

    /// <summary>A client for <see cref="StripePayments"/>, to be kept for the life of the process.</summary>
    /// <remarks>Redirects are not followed: they would carry the API key elsewhere. Time limits are the calls' own.</remarks>
    public static HttpClient CreateHttpClient() =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 4 * 1024 * 1024,
        };

    /// <inheritdoc/>
    public async Task<ChargeResult> ChargeAsync(ChargeRequest request, CancellationToken cancellation)
    {
        var stripe = NewOperation();
        var reply = await stripe.PostAsync(
            "/v1/payment_intents",
            [
                new("amount", request.Amount.Value.ToString(CultureInfo.InvariantCulture)),
                new("currency", LowerCase(request.Amount.Currency)),
                new("payment_method", request.PaymentMethod),
                new("allowed_payment_method_types[]", "card"),
                new("confirm", "true"),
                new("error_on_requires_action", "true"), // nobody is there to pass 3-D Secure: decline at once
                new($"metadata[{PurchaseId}]", request.PurchaseId),
            ],
            ChargeKey(request.PurchaseId),
            cancellation);
        return reply.Read(StripeJson.Default.PaymentIntent) is { } intent && reply.IsSuccess
            ? await SettleAsync(stripe, intent, request.PurchaseId, cancellation)
            : ChargeOutcome.OfFailure(reply);
    }

    /// <inheritdoc/>
    public async Task<ChargeResult?> FindChargeAsync(ChargeLookup lookup, CancellationToken cancellation)
    {
        var stripe = NewOperation();
        var query = Uri.EscapeDataString($"metadata['{PurchaseId}']:'{lookup.PurchaseId}'");
        var reply = await stripe.GetAsync($"/v1/payment_intents/search?query={query}&limit=100", cancellation);
        var index = reply.IsSuccess ? reply.Read(StripeJson.Default.PaymentIntentList) : null; // some accounts have no search
        if (index?.Data.Find(intent => IsAttempt(intent, lookup.PurchaseId)) is { } known)
        {
            // One idempotency key, one attempt. The index may show it as it was.
            reply = await stripe.GetAsync($"/v1/payment_intents/{Uri.EscapeDataString(known.Id)}", cancellation);
            return reply.Read(StripeJson.Default.PaymentIntent) is { } intent && reply.IsSuccess
                ? await SettleAsync(stripe, intent, lookup.PurchaseId, cancellation)
                : new ChargeResult.Unknown(reply.Describe());
        }
        if (index is not null && time.GetUtcNow() - lookup.CreatedTo > IndexLag)
            return null;
        return await FindInListAsync(stripe, lookup, isSearched: index is not null, cancellation);
    }

    /// <summary>The list is exact at once, and as long as the shop is busy.</summary>
    private static async Task<ChargeResult?> FindInListAsync(
        StripeOperation stripe, ChargeLookup lookup, bool isSearched, CancellationToken cancellation)
    {
        var window = $"created[gte]={lookup.CreatedFrom.ToUnixTimeSeconds()}&created[lte]={lookup.CreatedTo.ToUnixTimeSeconds()}";
        ChargeResult? found = null;
        var after = "";
        for (var page = 0; page < MaxPages; page++)
        {
            var reply = await stripe.GetAsync($"/v1/payment_intents?{window}&limit=100{after}", cancellation);
            if (!reply.IsSuccess || reply.Read(StripeJson.Default.PaymentIntentList) is not { } list)
                return new ChargeResult.Unknown(reply.Describe());
            foreach (var intent in list.Data.Where(intent => IsAttempt(intent, lookup.PurchaseId)))
            {
                found = await SettleAsync(stripe, intent, lookup.PurchaseId, cancellation);
                if (found is ChargeResult.Charged or ChargeResult.Unknown)
                    return found;
            }
            if (!list.HasMore || list.Data.Count == 0)
                return found;
            after = $"&starting_after={Uri.EscapeDataString(list.Data[^1].Id)}";
        }
        // The index will tell. Until then the charge's idempotency key keeps its promise.
        return isSearched ? found : new ChargeResult.Unknown($"more than {MaxPages * 100} charges in the window, and no search");
    }

    /// <inheritdoc/>
    public async Task<VoidResult> VoidAsync(VoidRequest request, CancellationToken cancellation)
    {
        var stripe = NewOperation();
        // The charge's key with other parameters: Stripe refuses whichever of the two comes second. Without a card it can't be confirmed.
        var reply = await stripe.PostAsync(
            "/v1/payment_intents",
            [
                new("amount", request.Amount.Value.ToString(CultureInfo.InvariantCulture)),
                new("currency", LowerCase(request.Amount.Currency)),
                new("allowed_payment_method_types[]", "card"),
                new($"metadata[{PurchaseId}]", request.PurchaseId),
                new($"metadata[{Void}]", "true"),
            ],
            ChargeKey(request.PurchaseId),
            cancellation);
        return reply.Read(StripeJson.Default.PaymentIntent) is { } intent && reply.IsSuccess
            ? VoidOutcome.OfCancellation(await CancelAsync(stripe, intent.Id, $"void-{intent.Id}", cancellation))
            : VoidOutcome.OfFailure(reply);
    }

    /// <inheritdoc/>
    public async Task<RefundResult> RefundAsync(RefundRequest request, CancellationToken cancellation)
    {
        var stripe = NewOperation();
        var reply = await stripe.PostAsync(
            "/v1/refunds",
            [new("payment_intent", request.PaymentIntentId), new($"metadata[{PurchaseId}]", request.PurchaseId)],
            $"refund-{request.PurchaseId}",
            cancellation);
        if (reply.Error is { Code: "charge_already_refunded" })
            return RefundOutcome.OfExisting(await stripe.GetAsync(
                $"/v1/refunds?payment_intent={Uri.EscapeDataString(request.PaymentIntentId)}&limit=100", cancellation));

        if (RefundOutcome.Of(reply) is not RefundResult.Pending pending)
            return RefundOutcome.Of(reply);

        // A repeated call gets the first answer again, so only a fresh read tells whether a pending refund has ended.
        var latest = await stripe.GetAsync($"/v1/refunds/{Uri.EscapeDataString(pending.RefundId)}", cancellation);
        return latest.IsSuccess ? RefundOutcome.Of(latest) : pending;
    }

    private StripeOperation NewOperation() => new(http, options, time);

    private static async Task<ChargeResult> SettleAsync(
        StripeOperation stripe, PaymentIntent intent, string purchaseId, CancellationToken cancellation)
    {
        if (intent.Status != "requires_action")
            return ChargeOutcome.OfIntent(intent);

        var reply = await CancelAsync(stripe, intent.Id, $"cancel-{purchaseId}", cancellation);
        var settled = reply.IsSuccess ? reply.Read(StripeJson.Default.PaymentIntent) : reply.Error?.PaymentIntent;
        return settled switch
        {
            null => new ChargeResult.Unknown($"cancelling {intent.Id}: {reply.Describe()}"),
            { Status: "canceled" } => new ChargeResult.Declined(ChargeOutcome.AuthenticationRequired, null, intent.Id),
            _ => ChargeOutcome.OfIntent(settled),
        };
    }

    private static Task<StripeReply> CancelAsync(StripeOperation stripe, string intentId, string key, CancellationToken cancellation) =>
        stripe.PostAsync(
            $"/v1/payment_intents/{Uri.EscapeDataString(intentId)}/cancel", [new("cancellation_reason", "abandoned")], key, cancellation);

    /// <summary>Whether an intent was meant to charge for the purchase; one that voids it was not.</summary>
    private static bool IsAttempt(PaymentIntent intent, string purchaseId) =>
        intent.Metadata?.GetValueOrDefault(PurchaseId) == purchaseId && !intent.Metadata.ContainsKey(Void);

    private static string ChargeKey(string purchaseId) => $"charge-{purchaseId}";

#pragma warning disable CA1308 // Normalize strings to uppercase: Stripe writes currencies in lower case
    private static string LowerCase(string currency) => currency.ToLowerInvariant();
#pragma warning restore CA1308
}
