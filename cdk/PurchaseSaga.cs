using Amazon.CDK.AWS.StepFunctions;
using Cdk.Constructs;
using Constructs;
using Contracts;
using static Cdk.Constructs.SagaStates;

namespace Cdk;

/// <summary>
/// The story of a paid purchase. It publishes every event of the topic, asks three participants and waits for their answers,
/// and decides: an account, or the money back.
/// </summary>
internal sealed class PurchaseSaga : Construct
{
    public PurchaseSaga(Construct scope, PurchaseTopic topic, ServiceTable purchases, PlatformConfig config)
        : base(scope, nameof(PurchaseSaga))
    {
        var states = new SagaStates(this, topic.Topic, purchases);

        // Happy path
        var createUser = states.Ask("CreateUser", nameof(PaymentSuccessful), answer: "$.user",
            data: new() { ["userId"] = Null });

        // For the buyer who waits, and for the operator who looks; the status stays what it is.
        var markAccountCreated = states.Record("MarkAccountCreated", PurchaseStatus.Paid, at: "accountCreatedAt",
            onlyFrom: [],
            set: new() { ["userId"] = At("$.user.userId") });

        var issueToken = states.Ask("IssueToken", nameof(UserCreated), answer: "$.token",
            data: new()
            {
                ["userId"] = At("$.user.userId"),
                ["isNewUser"] = At("$.user.isNewUser"),
                ["codeChallenge"] = At("$.codeChallenge"),
            });

        var completePurchase = states.Record("CompletePurchase", PurchaseStatus.Completed, at: "completedAt",
            onlyFrom: [PurchaseStatus.Paid],
            set: []);

        // From here on nothing compensates: a failure is retried for a day, then raises the alarm and can be redriven.
        var announceCompletion = states.Tell("AnnounceCompletion", nameof(PurchaseCompleted),
            data: new() { ["userId"] = At("$.user.userId") });

        // Compensation. Of a completed purchase when an operator asks for it.
        var noUser = states.Remember("NoUser", "$.user", new() { ["userId"] = Null });

        var refundPayment = states.AskForRefund("RefundPayment", nameof(UserCreationFailed), answer: "$.refund",
            data: new() { ["userId"] = At("$.user.userId"), ["reason"] = At("$.failure.Error") });

        var markRefunded = states.Record("MarkRefunded", PurchaseStatus.Refunded, at: "refundedAt",
            onlyFrom: [PurchaseStatus.Paid, PurchaseStatus.NeedsAttention, PurchaseStatus.Completed],
            set: new() { ["refundId"] = At("$.refund.refundId"), ["failureReason"] = At("$.failure.Error") });

        var announceRefund = states.Tell("AnnounceRefund", nameof(PaymentRefunded),
            data: new()
            {
                ["userId"] = At("$.user.userId"),
                ["refundId"] = At("$.refund.refundId"),
                ["reason"] = At("$.failure.Error"),
            });

        var markNeedsAttention = states.Record("MarkNeedsAttention", PurchaseStatus.NeedsAttention, at: "needsAttentionSince",
            onlyFrom: [PurchaseStatus.Paid, PurchaseStatus.Completed],
            set: new() { ["failureReason"] = At("$.failure.Error") });

        // A person is needed from here on. The saga fails in this state, not after it, so that a redrive asks for the refund again.
        var refundAgain = states.AskForRefund("RefundAgain", nameof(UserCreationFailed), answer: "$.refund",
            data: new() { ["userId"] = At("$.user.userId"), ["reason"] = At("$.failure.Error") });

        var refund = refundPayment.Next(markRefunded).Next(announceRefund).Next(new Succeed(this, "Refunded"));
        noUser.Next(refund);
        createUser.AddCatch(noUser, new CatchProps { ResultPath = "$.failure" });
        issueToken.AddCatch(refund, new CatchProps { ResultPath = "$.failure" });
        refundPayment.AddCatch(
            markNeedsAttention.Next(refundAgain).Next(markRefunded), new CatchProps { ResultPath = "$.refundFailure" });

        // An operator's refund begins with the compensation.
        var begin = new Choice(this, "IsRefundRequested")
            .When(Condition.IsPresent("$.failure"), noUser)
            .Otherwise(createUser);
        createUser.Next(markAccountCreated).Next(issueToken)
            .Next(completePurchase).Next(announceCompletion).Next(new Succeed(this, "Completed"));

        Machine = new SagaMachine(this, "Machine", topic, config, begin);
    }

    public SagaMachine Machine { get; }
}
