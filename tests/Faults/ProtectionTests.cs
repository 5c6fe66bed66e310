using Faults.Tests.Support;
using Local.Faults;
using Local.Proof;

namespace Faults.Tests;

/// <summary>Each protection of the promise about money, in the one situation that it is there for.</summary>
[Collection(nameof(Courtroom))]
public class ProtectionTests(Courtroom court)
{
    /// <summary>The charge is made and stored, and then nobody starts the saga: the table's stream does, at once.</summary>
    [Fact]
    public async Task LostDirectStart_IsMadeUpForByTheStream_WithoutAnyWait()
    {
        var buyer = Courtroom.NewBuyer(BuyerKind.WalksAway);
        court.Order(buyer, new FaultRule(FaultKind.CrashBefore) { Function = "TakePayment", Call = "states:StartExecution" });

        await court.Trial.SendAndRestAsync(buyer, CancellationToken.None);

        var judged = await court.JudgeAsync(buyer);
        Assert.Single(judged.Faults);
        Assert.Empty(judged.Violations);
        Assert.Equal(Outcome.Delivered, judged.Outcome);
    }

    [Fact]
    public async Task BothStartsLost_AreMadeUpForByTheReconciler()
    {
        var judged = await court.TryAsync(BuyerKind.WalksAway,
            new FaultRule(FaultKind.CrashBefore) { Function = "TakePayment", Call = "states:StartExecution" },
            new FaultRule(FaultKind.CrashBefore) { Function = "StartSaga", Call = "states:StartExecution", Times = 1000 });

        Assert.Empty(judged.Violations);
        Assert.Equal(Outcome.Delivered, judged.Outcome);
    }

    /// <summary>The provider charged and never says so, and the buyer is gone.</summary>
    [Theory]
    [InlineData(FaultKind.ProviderTimeoutAfter)]
    [InlineData(FaultKind.ProviderFailAfter)]
    public async Task ChargeOfUnknownOutcome_IsFinishedByTheReconciler(FaultKind fault)
    {
        var judged = await court.TryAsync(BuyerKind.WalksAway, new FaultRule(fault) { Operation = "charge", Times = 8 });

        Assert.Empty(judged.Violations);
        Assert.Equal(Outcome.Delivered, judged.Outcome);
    }

    /// <summary>The provider was down, and the buyer is gone: the purchase must not stay open, nor be charged one day.</summary>
    [Fact]
    public async Task CheckoutThatWasNeverCharged_IsVoidedByTheReconciler()
    {
        var judged = await court.TryAsync(
            BuyerKind.WalksAway, new FaultRule(FaultKind.ProviderFailBefore) { Operation = "charge", Times = 8 });

        Assert.Empty(judged.Violations);
        Assert.Equal(Outcome.NeverCharged, judged.Outcome);
        Assert.Equal("DECLINED", judged.Books.Status);
    }

    /// <summary>The process dies between the intent and the charge, and between the charge and its record.</summary>
    [Theory]
    [InlineData(FaultKind.CrashAfter, "dynamodb:PutItem")]
    [InlineData(FaultKind.CrashBefore, "dynamodb:UpdateItem")]
    public async Task CheckoutThatDiedHalfway_IsTakenOver_AndChargedOnce(FaultKind fault, string call)
    {
        var judged = await court.TryAsync(BuyerKind.New, new FaultRule(fault) { Function = "TakePayment", Call = call });

        Assert.Single(judged.Faults);
        Assert.Empty(judged.Violations);
        Assert.Equal(Outcome.Delivered, judged.Outcome);
    }

    /// <summary>Without a lease, the twin would charge while the first one does.</summary>
    [Fact]
    public async Task Twins_WhileTheProviderIsSlow_AreOnePurchase()
    {
        var judged = await court.TryAsync(
            BuyerKind.Twins, new FaultRule(FaultKind.ProviderTimeoutAfter) { Operation = "charge", Times = 1, Delay = TimeSpan.FromSeconds(1) });

        Assert.Empty(judged.Violations);
    }

    /// <summary>Every attempt at the message ends in a crash: nobody has told the saga, until one delivery more does.</summary>
    [Fact]
    public async Task ConsumerThatCrashesAtEveryAttempt_IsCompensated()
    {
        var judged = await court.TryAsync(BuyerKind.New,
            new FaultRule(FaultKind.CrashBefore) { Function = "CreateUser", Call = "dynamodb:BatchGetItem", Times = 5 });

        Assert.Equal(5, judged.Faults.Count);
        Assert.Empty(judged.Violations);
        Assert.Equal(Outcome.Refunded, judged.Outcome);
    }

    /// <summary>The saga gave up waiting, compensated, and only then the user's message is worked on: it finds the tombstone.</summary>
    [Fact]
    public async Task PaymentSuccessful_ThatComesAfterTheCompensation_FindsTheTombstone()
    {
        var judged = await court.TryAsync(BuyerKind.New,
            new FaultRule(FaultKind.ExpireTask) { Function = "CreateUser", Call = "states:SendTaskSuccess" },
            new FaultRule(FaultKind.Duplicate) { Queue = "user-directory-subscription", Times = 3 });

        Assert.Empty(judged.Violations);
        Assert.Equal(Outcome.Refunded, judged.Outcome);
    }

    /// <summary>The provider is in trouble for hours; the queue alone would have given up after minutes.</summary>
    [Theory]
    [InlineData(FaultKind.ProviderThrottle)]
    [InlineData(FaultKind.ProviderFailBefore)]
    [InlineData(FaultKind.ProviderTimeoutAfter)]
    public async Task RefundInTrouble_IsAskedForAgain_UntilItIsMadeOnce(FaultKind fault)
    {
        TimeSpan? silence = fault == FaultKind.ProviderTimeoutAfter ? TimeSpan.FromMilliseconds(50) : null;
        var judged = await court.TryAsync(BuyerKind.Blocked, new FaultRule(fault) { Operation = "refund", Times = 28, Delay = silence });

        Assert.True(judged.Faults.Count > 20, $"only {judged.Faults.Count} attempts"); // five deliveries make fewer
        Assert.Empty(judged.Violations);
        Assert.Equal(Outcome.Refunded, judged.Outcome);
    }

    [Fact]
    public async Task EveryDelivery_TwiceAndInAnotherOrder_ChangesNothing()
    {
        string[] queues =
        [
            "user-directory-subscription", "auth-service-subscription", "order-service-subscription", "notification-subscription",
            "billing-subscription",
        ];
        foreach (var (kind, outcome) in new[] { (BuyerKind.New, Outcome.Delivered), (BuyerKind.Blocked, Outcome.Refunded) })
        {
            var judged = await court.TryAsync(kind,
            [
                .. queues.Select(queue => new FaultRule(FaultKind.Duplicate) { Queue = queue, Times = 5 }),
                .. queues.Select(queue => new FaultRule(FaultKind.Reorder) { Queue = queue, Times = 2, Delay = TimeSpan.FromSeconds(2) }),
            ]);

            Assert.Empty(judged.Violations);
            Assert.Equal(outcome, judged.Outcome);
        }
    }
}
