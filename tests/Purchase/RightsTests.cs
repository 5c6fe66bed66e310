using System.Net;
using Local.Clock;
using Purchase.Tests.Support;
using Xunit.Abstractions;

namespace Purchase.Tests;

/// <summary>
/// Each statement of each role is there because somebody needs it: without it, a call that the shop's purchases have made would be refused. For
/// some statements the purchase is made without them, too.
/// </summary>
public sealed class RightsTests(ShopWithRecord shop, ITestOutputHelper output) : IClassFixture<ShopWithRecord>
{
    /// <summary>Any role's.</summary>
    private const string Any = "";

    /// <summary>Statements without a call here: whose, by their first action, and why.</summary>
    private static readonly Dictionary<(string Owner, string FirstAction), string> NotExercised = new()
    {
        [(Any, "logs:CreateLogStream")] = "Lambda writes the log of a function; here it is printed",
        [(Any, "xray:PutTelemetryRecords")] = "nothing is traced here",
        [(Any, "logs:CreateLogDelivery")] = "Step Functions delivers its log; here executions are looked at instead",
        [(Any, "logs:CreateLogGroup")] = "the AWS managed policy of the CDK's own function, which is not run here",
        [(Any, "s3:GetBucket*")] = "the CDK's own function uploads the storefront; here the local cloud does",
        [(Any, "s3:Abort*")] = "the CDK's own function uploads the storefront; here the local cloud does",
        [("BillingGatesStartSaga", "sqs:GetQueueAttributes")] = "Lambda tells of records that were given up, and these purchases have none",
        [("CaptureChanges", "sqs:GetQueueAttributes")] = "the same",
    };

    /// <summary>Actions that none of these purchases needs, but another.</summary>
    private static readonly (string Function, string Action)[] Rare =
    [
        ("BillingGatesTakePayment", "dynamodb:GetItem"), // two requests of one checkout end at once
        ("BillingGatesRefundPayment", "states:SendTaskFailure"), // the provider refuses a refund
        ("AuthServiceRedeemToken", "dynamodb:GetItem"), // the token has expired
        ("AuthServiceIssueToken", "states:SendTaskFailure"), // the purchase was compensated first
        ("UserDirectoryCreateUser", "dynamodb:UpdateItem"), // a user is revoked
    ];

    [SkippableFact]
    public void EachStatementOfEachRole_IsNeededByACallOfThePurchases()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        var roles = shop.Template.Where(statement => statement.IsOfARole).ToList();
        var unneeded = roles.Where(statement => !IsNeeded(statement)).ToList();
        foreach (var statement in unneeded)
            output.WriteLine($"not exercised: {statement.Owner} {statement.Statement.Definition.ToJsonString()}");

        Assert.True(roles.Count > 80, $"only {roles.Count} statements");
        Assert.Empty(unneeded.Where(statement => !IsNotExercised(statement)).Select(statement => $"{statement.Owner} {statement.FirstAction}"));
        Assert.Empty(NotExercised.Keys.Except(unneeded.SelectMany(KeysOf)));
    }

    /// <summary>The same of what queues and keys allow; their denials are about connections without TLS, of which there are none.</summary>
    [SkippableFact]
    public void EachPermissionOfAQueueAKeyOrABucket_IsNeededToo()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        var permissions = shop.Template.Where(statement => !statement.IsOfARole && !statement.Statement.IsDeny).ToList();
        // A subscription's dead-letter queue hears from the topic only when the queue may not.
        var unneeded = permissions.Where(statement => !IsNeeded(statement) && !statement.Target.EndsWith("-dlq", StringComparison.Ordinal));

        Assert.NotEmpty(permissions);
        Assert.Empty(unneeded.Select(statement => $"{statement.Owner} {statement.Statement.Definition.ToJsonString()}"));
    }

    /// <summary>A statement may allow an action too many beside those that are needed.</summary>
    [SkippableFact]
    public void EachActionOfAStatement_IsCalled_OrIsForARareCase()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        var idle = from statement in shop.Template
                   where statement.IsOfARole && !IsNotExercised(statement)
                   from action in statement.Actions
                   where !shop.Record.Allowed.Any(request => request.Principal == statement.Target && request.Action == action)
                   where !Rare.Contains((FunctionOf(statement), action)) && !action.StartsWith("xray:", StringComparison.Ordinal)
                   select $"{statement.Owner} {action}";

        Assert.Empty(idle);
    }

    [SkippableFact]
    public void Nothing_WasRefused()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        Assert.Empty(shop.RefusedBefore);
    }

    [SkippableFact]
    public async Task CheckoutWithoutTheRightToWrite_Fails_AndSaysWhy()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        await shop.WithoutAsync("TakePayment", "dynamodb:GetItem", async () =>
        {
            var answer = await shop.PostCheckoutAsync(
                $$"""{"productId":"prod_premium_tier","email":"{{Shop.NewEmail()}}","paymentMethod":"pm_card_visa"}""", Guid.NewGuid().ToString());
            Assert.True(answer.Code >= HttpStatusCode.InternalServerError, $"{answer.Code}");
        });

        AssertRefused("TakePayment", "dynamodb:");
    }

    [SkippableFact]
    public async Task UserWithoutATable_IsMadeOnceTheRightIsBack()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        CheckoutAnswer purchase = null!;
        await shop.WithoutAsync("CreateUser", "dynamodb:BatchGetItem", async () =>
        {
            purchase = await shop.BuyAsync();
            await Wait.ForAsync("a refusal", () => Task.FromResult(shop.Refusals("CreateUser") is [var first, ..] ? first : null));
        });

        AssertRefused("CreateUser", "dynamodb:");
        shop.Clock.Advance(ShopWithRecord.VisibilityTimeout);
        await shop.WaitForAsync(purchase, "COMPLETED");
    }

    [SkippableFact]
    public async Task QueueThatTheTopicMayNotSendTo_GetsNothing_AndItsDeadLetterQueueAll()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        var email = Shop.NewEmail();
        var deadLetters = await shop.QueueUrlAsync("notification-subscription-dlq");
        var statement = shop.Template.Single(
            statement => statement.Target.EndsWith(":notification-subscription", StringComparison.Ordinal) && !statement.Statement.IsDeny);
        statement.TakeOut(shop.Policies);
        await shop.DeliveryRightsChangedAsync();
        try
        {
            var purchase = await shop.BuyAsync(email);
            await shop.WaitForAsync(purchase, "COMPLETED");
            var message = await Wait.ForAsync("a dead letter", async () => (await shop.Sqs.ReceiveMessageAsync(deadLetters)).Messages?.FirstOrDefault());
            Assert.Contains(purchase.PurchaseId, message.Body, StringComparison.Ordinal);
            await shop.Sqs.DeleteMessageAsync(deadLetters, message.ReceiptHandle);
            Assert.Empty(await shop.EmailsToAsync(email));
        }
        finally
        {
            statement.PutBack(shop.Policies, shop.Template);
            await shop.DeliveryRightsChangedAsync();
        }

        await shop.WaitForAsync(await shop.BuyAsync(email), "COMPLETED");
        await shop.WaitForEmailsAsync(email, 1);
        Assert.Contains(shop.Log.Read("sns"), line => line.Text.Contains("AccessDenied", StringComparison.Ordinal));
    }

    private static string FunctionOf(AttachedStatement statement) => statement.Owner.Split('/')[1].Split("Role")[0];

    private static bool IsNotExercised(AttachedStatement statement) => KeysOf(statement).Any(NotExercised.ContainsKey);

    private static IEnumerable<(string Owner, string FirstAction)> KeysOf(AttachedStatement statement) =>
        [(Any, statement.FirstAction), (FunctionOf(statement), statement.FirstAction)];

    private bool IsNeeded(AttachedStatement statement) => shop.Record.Needs(statement, shop.Policies);

    private void AssertRefused(string function, string action)
    {
        var refusal = shop.Refusals(function)[0];
        Assert.StartsWith("AccessDenied: User: arn:aws:sts::000000000000:assumed-role/", refusal, StringComparison.Ordinal);
        Assert.Contains($"is not authorized to perform: {action}", refusal, StringComparison.Ordinal);
        Assert.Contains("because no identity-based policy allows the", refusal, StringComparison.Ordinal);
    }
}
