namespace Local.Stripe;

/// <summary>
/// <c>/v1/payment_intents</c>. Each operation validates at once and returns what it will do: Stripe stores the answer of an idempotent
/// request only once it began to act.
/// </summary>
internal sealed class PaymentIntents(StripeBooks books, CardNetwork network, TimeProvider time)
{
    private const string EndOfPaymentMethodTypes = "2026-09-30";
    private const long LargestAmount = 99_999_999;
    private static readonly string[] CancellationReasons = ["abandoned", "duplicate", "fraudulent", "requested_by_customer"];

    public Func<object> Create(StripeCall call)
    {
        var parameters = call.Parameters;
        parameters.AllowOnly(
            "amount", "currency", "payment_method", "payment_method_types", "allowed_payment_method_types", "automatic_payment_methods",
            "confirm", "error_on_requires_action", "off_session", "metadata", "description", "receipt_email", "return_url", "customer");
        var amount = parameters.Integer("amount") ?? throw ApiError.Missing("amount");
        var currency = Currencies.Parse(parameters.Required("currency"));
        Currencies.CheckAmount(amount, LargestAmount, currency);
        var confirm = parameters.Flag("confirm");
        CheckPaymentMethodTypes(call, confirm);
        var errorOnRequiresAction = parameters.Flag("error_on_requires_action");
        var offSession = parameters.Flag("off_session");
        if (errorOnRequiresAction && !confirm)
            throw ApiError.Invalid("error_on_requires_action needs confirm=true.", "error_on_requires_action");
        if (offSession && !confirm)
            throw ApiError.Invalid("off_session needs confirm=true.", "off_session");

        return () =>
        {
            var card = call.PaymentMethod is { } method ? CardNetwork.Card(method) : null;
            var id = StripeId.New("pi");
            var intent = books.Save(new PaymentIntent
            {
                Id = id,
                Amount = amount,
                Currency = currency,
                Created = time.GetUtcNow().ToUnixTimeSeconds(),
                Status = card is null ? "requires_payment_method" : "requires_confirmation",
                ClientSecret = StripeId.New($"{id}_secret", 25),
                Description = parameters.Text("description"),
                PaymentMethod = call.PaymentMethod,
                Metadata = parameters.Map("metadata"),
            });
            return confirm ? network.Charge(intent, call, errorOnRequiresAction, offSession) : intent;
        };
    }

    public Func<object> Confirm(StripeCall call)
    {
        call.Parameters.AllowOnly("payment_method", "error_on_requires_action", "off_session", "return_url", "receipt_email");
        var errorOnRequiresAction = call.Parameters.Flag("error_on_requires_action");
        var offSession = call.Parameters.Flag("off_session");
        return () =>
        {
            var intent = books.Intent(call.Id);
            if (intent.Status is "succeeded" or "canceled")
                throw UnexpectedState(intent, "confirm");
            var withMethod = intent with { PaymentMethod = call.PaymentMethod ?? intent.PaymentMethod };
            return network.Charge(withMethod, call, errorOnRequiresAction, offSession);
        };
    }

    public Func<object> Cancel(StripeCall call)
    {
        call.Parameters.AllowOnly("cancellation_reason");
        var reason = call.Parameters.Text("cancellation_reason");
        if (reason is not null && !CancellationReasons.Contains(reason))
            throw ApiError.Invalid($"Invalid cancellation_reason: {reason}", "cancellation_reason");
        return () =>
        {
            var intent = books.Intent(call.Id);
            return intent.Status is "succeeded" or "canceled"
                ? throw UnexpectedState(intent, "cancel")
                : books.Save(intent with
                {
                    Status = "canceled", NextAction = null, CancellationReason = reason, CanceledAt = time.GetUtcNow().ToUnixTimeSeconds(),
                });
        };
    }

    public Func<object> Retrieve(StripeCall call) => () => books.Intent(call.Id);

    public Func<object> List(StripeCall call)
    {
        call.Parameters.AllowOnly("created", "limit", "starting_after", "customer");
        return () => Listing.Page(books.Intents, _ => true, call, intent => intent.Created);
    }

    public Func<object> Search(StripeCall call)
    {
        call.Parameters.AllowOnly("query", "limit", "page");
        var matches = SearchQuery.Parse(call.Parameters.Required("query"));
        return () =>
        {
            var indexedUntil = (time.GetUtcNow() - SearchQuery.Lag).ToUnixTimeSeconds();
            return Listing.SearchResult(
                books.Intents.NewestFirst.Where(intent => intent.Created <= indexedUntil && matches(intent)), call, intent => intent.Id);
        };
    }

    private static void CheckPaymentMethodTypes(StripeCall call, bool confirm)
    {
        var types = call.Parameters.List("payment_method_types");
        var isNewApi = string.CompareOrdinal(call.ApiVersion ?? EndOfPaymentMethodTypes, EndOfPaymentMethodTypes) >= 0;
        if (types.Count > 0 && isNewApi)
            throw ApiError.Invalid(
                "payment_method_types can't be set since 2026-09-30.endive.", "payment_method_types", "payment_method_types_no_longer_supported");

        var allowed = call.Parameters.List("allowed_payment_method_types");
        if (allowed.Count > 0 && !allowed.Contains("card"))
            throw ApiError.Invalid("The sandbox knows cards only.", "allowed_payment_method_types");

        var mayRedirect = types.Count + allowed.Count == 0 && call.Parameters.Text("automatic_payment_methods", "allow_redirects") != "never";
        if (confirm && mayRedirect && call.Parameters.Text("return_url") is null)
            throw ApiError.Invalid("Some of the account's payment methods may redirect: set return_url, or exclude them.", "return_url");
    }

    private static ApiError UnexpectedState(PaymentIntent intent, string verb) =>
        ApiError.Invalid($"Can't {verb} a payment intent that is {intent.Status}.", null, "payment_intent_unexpected_state", intent);
}
