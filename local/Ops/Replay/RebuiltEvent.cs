using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;

namespace Local.Ops.Replay;

/// <summary>An event of a purchase, known again from the purchase's record.</summary>
/// <param name="At">
/// When the record says that it happened. The original's timestamp is later: when the saga came to publish it, which no table records.
/// </param>
internal sealed record RebuiltEvent(string Name, DateTimeOffset At, RecordedPurchase Purchase)
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What can be rebuilt, in the order in which a purchase meets it, each with the attribute that says when.</summary>
    public static IReadOnlyDictionary<string, string> Kinds { get; } = new OrderedDictionary<string, string>
    {
        [nameof(PaymentSuccessful)] = "paidAt",
        [nameof(UserCreated)] = "accountCreatedAt",
        [nameof(PurchaseCompleted)] = "completedAt",
        [nameof(PaymentRefunded)] = "refundedAt",
    };

    /// <summary>Whether the event needs what only the account's record knows.</summary>
    public bool NeedsAccount => Name == nameof(UserCreated);

    /// <summary>The events of a purchase that is decided, in their order.</summary>
    public static IReadOnlyList<RebuiltEvent> Of(RecordedPurchase purchase) =>
    [
        .. from name in Kinds.Keys
           let at = TimeOf(name, purchase)
           where at is not null
           select new RebuiltEvent(name, at.Value, purchase),
    ];

    /// <summary>The event as a queue gets it from the topic: what cdk/PurchaseSaga.cs makes of the same facts, field by field.</summary>
    /// <param name="isNewUser">What the account's record says; null when the event doesn't need it.</param>
    public string Body(bool? isNewUser)
    {
        var data = Name switch
        {
            nameof(PaymentSuccessful) => new JsonObject { ["userId"] = null },
            nameof(UserCreated) => new JsonObject
            {
                ["userId"] = Purchase.UserId,
                ["isNewUser"] = isNewUser ?? throw new InvalidOperationException("UserCreated says whether the user is new."),
                ["codeChallenge"] = Purchase.CodeChallenge,
            },
            nameof(PurchaseCompleted) => new JsonObject { ["userId"] = Purchase.UserId },
            nameof(PaymentRefunded) => new JsonObject
            {
                ["userId"] = UserOfTheCompensation,
                ["refundId"] = Purchase.RefundId,
                ["reason"] = Purchase.FailureReason,
            },
            _ => throw new InvalidOperationException($"{Name} can't be rebuilt."),
        };
        data["purchaseId"] = Purchase.PurchaseId;
        data["customerEmail"] = Purchase.CustomerEmail;
        data["productId"] = Purchase.ProductId;
        data["amount"] = Purchase.Amount;
        data["currency"] = Purchase.Currency;
        return new JsonObject
        {
            ["eventName"] = Name,
            ["eventId"] = $"{Purchase.PurchaseId}:{Name}",
            ["timestamp"] = At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["traceId"] = Purchase.TraceId,
            ["data"] = data,
        }.ToJsonString(Form);
    }

    /// <summary>An operator's refund begins without a user, whether there is one or not: state NoUser of the saga.</summary>
    private string? UserOfTheCompensation => Purchase.FailureReason == SagaFailure.RefundRequested ? null : Purchase.UserId;

    private static DateTimeOffset? TimeOf(string name, RecordedPurchase purchase) => name switch
    {
        nameof(PaymentSuccessful) => purchase.PaidAt,
        nameof(UserCreated) => purchase.AccountCreatedAt,
        nameof(PurchaseCompleted) => purchase.CompletedAt,
        nameof(PaymentRefunded) => purchase.RefundedAt,
        _ => null,
    };
}
