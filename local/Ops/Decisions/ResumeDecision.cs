using Contracts;
using Local.Ops.Facts;

namespace Local.Ops.Decisions;

/// <summary>One thing that makes a stuck purchase go on.</summary>
internal abstract record ResumeStep(string Why)
{
    /// <summary>The reconciler looks at this purchase now.</summary>
    public sealed record Reconcile(string Why) : ResumeStep(Why);

    public sealed record StartSaga(string Why) : ResumeStep(Why);

    public sealed record RedriveSaga(string Why, string Arn) : ResumeStep(Why);

    /// <summary>The messages of this purchase, and no others, go back to the queue before this one.</summary>
    public sealed record RedriveMessages(string Why, string Queue) : ResumeStep(Why);
}

/// <summary>What <c>ops resume</c> does about a purchase.</summary>
/// <param name="Nothing">Why there is nothing to do, when there are no steps.</param>
internal sealed record ResumeDecision(IReadOnlyList<ResumeStep> Steps, string Nothing)
{
    /// <param name="isRepairable">Whether messages can be moved back from a queue: those that name stream positions can't.</param>
    public static ResumeDecision For(PurchaseFacts facts, DateTimeOffset now, Func<string, bool> isRepairable)
    {
        var steps = new List<ResumeStep>();
        if (Saga(facts, now) is { } step)
            steps.Add(step);
        steps.AddRange(facts.DeadLetters.Where(letter => isRepairable(letter.Queue)).GroupBy(letter => letter.Queue).Select(letters =>
            new ResumeStep.RedriveMessages($"{letters.Count()} of its messages could not be processed.", letters.Key)));
        return new(steps, Verdict.On(facts, now).Reason);
    }

    private static ResumeStep? Saga(PurchaseFacts facts, DateTimeOffset now) => facts switch
    {
        { Purchase: { Status: PurchaseStatus.PaymentPending } pending } => now < pending.LeaseUntil
            ? null
            : new ResumeStep.Reconcile("Nobody knows yet whether the provider charged."),
        { Purchase.Status: PurchaseStatus.NeedsAttention, Purchase.ChargeId: null } =>
            new ResumeStep.Reconcile("The provider could not say whether it charged. It is asked again."),
        { Purchase.Status: PurchaseStatus.Declined } => null,
        { Saga: null, RefundSaga: null, Purchase.Status: PurchaseStatus.Paid } => new ResumeStep.StartSaga("It is paid and has no saga."),
        // An operator stopped it, and the money went back by the refund's own execution.
        { Purchase.Status: PurchaseStatus.Refunded, Deciding.Status: SagaStatus.Aborted } => null,
        { Deciding: { IsBroken: true } broken, OnlyTheRefundIsLeft: false } =>
            new ResumeStep.RedriveSaga($"The saga ended in {broken.At?.Name ?? "no state"} without success. It goes on there.", broken.Arn),
        _ => null,
    };
}
