using System.Text.Json.Serialization;

namespace Contracts;

/// <summary>The input of the saga's execution. Direct start and stream start send the same one, byte for byte.</summary>
/// <param name="TraceId">Written even when null, as the challenge: the saga reads it by path, and a path without a value fails an execution.</param>
/// <param name="CodeChallenge">See <see cref="TakePayment"/>.</param>
/// <param name="Failure">Set by an operator who wants the money back: the saga begins with the compensation.</param>
public sealed record SagaInput(
    string PurchaseId,
    string CustomerEmail,
    string ProductId,
    decimal Amount,
    string Currency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? CodeChallenge = null,
    SagaFailure? Failure = null)
{
    /// <summary>The execution of an operator's refund: a name of its own, so that asking twice is asking once.</summary>
    public static string RefundExecutionName(string purchaseId) => $"{purchaseId}-refund";
}

/// <summary>What made the saga compensate, in the form in which Step Functions reports errors.</summary>
public sealed record SagaFailure(
    [property: JsonPropertyName("Error")] string Error,
    [property: JsonPropertyName("Cause")] string Cause)
{
    /// <summary>The error name of an operator's decision.</summary>
    public const string RefundRequested = nameof(RefundRequested);
}

/// <summary>UserDirectory's answer to <see cref="PaymentSuccessful"/>.</summary>
public sealed record UserAnswer(string UserId, bool IsNewUser);

/// <summary>AuthService's answer to <see cref="UserCreated"/>. The token itself never enters the saga's history.</summary>
public sealed record TokenAnswer(string TokenId, DateTimeOffset ExpiresAt);

/// <summary>BillingGates' answer to <see cref="UserCreationFailed"/>.</summary>
public sealed record RefundAnswer(string RefundId);

/// <summary>The error names by which participants tell the saga that a step has no result and that trying again may bring one.</summary>
public static class SagaErrors
{
    /// <summary>The last attempt at the participant's message failed.</summary>
    public const string ConsumerFailed = nameof(ConsumerFailed);

    /// <summary>The provider has not said how the refund ends.</summary>
    public const string RefundUnresolved = nameof(RefundUnresolved);
}
