using System.Text.Json.Serialization;

namespace Contracts;

/// <summary>The input of the saga's execution. Direct start and stream start send the same one, byte for byte.</summary>
/// <param name="TraceId">Written even when null, as the challenge: the saga reads it by path, and a path without a value fails an execution.</param>
/// <param name="CodeChallenge">See <see cref="TakePayment"/>.</param>
public sealed record SagaInput(
    string PurchaseId,
    string CustomerEmail,
    string ProductId,
    decimal Amount,
    string Currency,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? TraceId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? CodeChallenge = null);

/// <summary>UserDirectory's answer to <see cref="PaymentSuccessful"/>.</summary>
public sealed record UserAnswer(string UserId, bool IsNewUser);

/// <summary>AuthService's answer to <see cref="UserCreated"/>. The token itself never enters the saga's history.</summary>
public sealed record TokenAnswer(string TokenId, DateTimeOffset ExpiresAt);

/// <summary>BillingGates' answer to <see cref="UserCreationFailed"/>.</summary>
public sealed record RefundAnswer(string RefundId);
