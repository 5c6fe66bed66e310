using Contracts;
using Local.Ops.Facts;

namespace Local.Tests.Ops;

/// <summary>Purchases as an operator finds them.</summary>
internal static class Given
{
    public const string Id = "pur_0123456789abcdefghjkmnpqrs";

    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static PurchaseFacts Purchase(PurchaseStatus status, SagaRun? saga = null, SagaRun? refund = null, params DeadLetter[] dead) =>
        new(Record(status), saga, refund, null, null, null, [], dead);

    public static PurchaseRecord Record(PurchaseStatus status) =>
        new(Id, status, "prod_premium_tier", 99.99m, "USD", Now.AddHours(-1), Now.AddMinutes(-59))
        {
            ChargeId = status is PurchaseStatus.PaymentPending or PurchaseStatus.Declined ? null : "pi_1",
            RefundId = status == PurchaseStatus.Refunded ? "re_1" : null,
        };

    public static SagaRun Saga(
        SagaStatus status, string? at = null, bool asked = false, string? lastError = null, bool redrivable = true) => new(
        Id, $"arn:{Id}", status, Now.AddMinutes(-58), null, status == SagaStatus.Failed ? "Failure" : null, null,
        redrivable && status is not (SagaStatus.Running or SagaStatus.Succeeded), [],
        at is null ? null : new SagaState(at, Now.AddMinutes(-57), 2, asked, lastError));

    public static DeadLetter Letter(string queue, string eventName = "UserCreated") =>
        new(queue, "m-1", eventName, Id, Now.AddMinutes(-50), 6, true, "{}");
}
