using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace Local.Stripe;

// The objects of the API, with the fields that a card payment uses. Immutable: a change is a new object in the books.

internal sealed record PaymentIntent
{
    public required string Id { get; init; }
    public string Object { get; } = "payment_intent";
    public required long Amount { get; init; }
    public long AmountReceived => Status == "succeeded" ? Amount : 0;
    public required string Currency { get; init; }
    public required long Created { get; init; }
    public required string Status { get; init; }
    public required string ClientSecret { get; init; }
    public string? Description { get; init; }
    public string? PaymentMethod { get; init; }
    public IReadOnlyList<string> PaymentMethodTypes { get; } = ["card"];
    public string? LatestCharge { get; init; }
    public ApiErrorBody? LastPaymentError { get; init; }
    public NextAction? NextAction { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public long? CanceledAt { get; init; }
    public string? CancellationReason { get; init; }
    public string CaptureMethod { get; } = "automatic_async";
    public string ConfirmationMethod { get; } = "automatic";
    public bool Livemode { get; init; }
}

internal sealed record NextAction(string Type);

internal sealed record Charge
{
    public required string Id { get; init; }
    public string Object { get; } = "charge";
    public required long Amount { get; init; }
    public long AmountCaptured => Paid ? Amount : 0;
    public long AmountRefunded { get; init; }
    public required string Currency { get; init; }
    public required long Created { get; init; }
    public required bool Paid { get; init; }
    public bool Captured => Paid;
    public bool Refunded => Paid && AmountRefunded == Amount;
    public bool Disputed { get; init; }
    public string Status => Paid ? "succeeded" : "failed";
    public string? FailureCode { get; init; }
    public string? FailureMessage { get; init; }
    public required string PaymentIntent { get; init; }
    public required string PaymentMethod { get; init; }
    public required PaymentMethodDetails PaymentMethodDetails { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
    public bool Livemode { get; init; }

    [JsonIgnore]
    public DateTimeOffset ChargedAt { get; init; }

    [JsonIgnore]
    public string? IdempotencyKey { get; init; }
}

internal sealed record PaymentMethodDetails(string Type, CardDetails Card);

internal sealed record CardDetails(string Brand, string Last4);

internal sealed record Refund
{
    public required string Id { get; init; }
    public string Object { get; } = "refund";
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required long Created { get; init; }
    public required string Charge { get; init; }
    public required string PaymentIntent { get; init; }
    public string? Reason { get; init; }
    public required string Status { get; init; }
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    [JsonIgnore]
    public DateTimeOffset RefundedAt { get; init; }

    [JsonIgnore]
    public string? IdempotencyKey { get; init; }
}

internal sealed record ListObject<T>(string Object, IReadOnlyList<T> Data, bool HasMore, string Url);

internal static class StripeId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>An id in Stripe's form: a prefix that tells the type, and random letters and digits.</summary>
    public static string New(string prefix, int length = 24) => $"{prefix}_{RandomNumberGenerator.GetString(Alphabet, length)}";
}
