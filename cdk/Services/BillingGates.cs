using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.SecretsManager;
using Cdk.Constructs;
using Constructs;

namespace Cdk.Services;

/// <summary>Takes the money, starts the saga, gives the money back, and resolves what got stuck between. Owns the purchases.</summary>
internal sealed class BillingGates : Construct
{
    public BillingGates(Construct scope, Platform platform, ServiceTable purchases, SagaMachine saga) : base(scope, nameof(BillingGates))
    {
        StripeSecret = new Secret(this, "StripeSecret", new SecretProps
        {
            Description = "The secret key of the Stripe account. Put the real one in place of the generated placeholder.",
            RemovalPolicy = platform.Config.DataRemoval,
        });
        var statusTokenSecret = new Secret(this, "StatusTokenSecret", new SecretProps
        {
            Description = "The key that status tokens derive from.",
            GenerateSecretString = new SecretStringGenerator { PasswordLength = 64, ExcludePunctuation = true },
            RemovalPolicy = platform.Config.DataRemoval,
        });

        TakePayment = new ServiceFunction(this, "BillingGates/TakePayment", platform, new(TimeoutSeconds: 25, Environment: new()
        {
            ["PURCHASES_TABLE"] = purchases.TableName,
            ["SAGA_ARN"] = saga.AliasArn,
            ["STRIPE_API_URL"] = platform.Config.StripeApiUrl,
            ["STRIPE_SECRET_ID"] = StripeSecret.SecretArn,
            ["STATUS_TOKEN_SECRET_ID"] = statusTokenSecret.SecretArn,
        }, MemoryMegabytes: 512));
        TakePayment.Allow(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"], on: purchases.TableArn);
        TakePayment.Allow(["secretsmanager:GetSecretValue"], on: StripeSecret.SecretArn);
        TakePayment.Allow(["secretsmanager:GetSecretValue"], on: statusTokenSecret.SecretArn);
        saga.GrantStart(TakePayment);

        ShowPurchase = new ServiceFunction(this, "BillingGates/ShowPurchase", platform, new(TimeoutSeconds: 10, Environment: new()
        {
            ["PURCHASES_TABLE"] = purchases.TableName,
            ["STATUS_TOKEN_SECRET_ID"] = statusTokenSecret.SecretArn,
        }));
        ShowPurchase.Allow(["dynamodb:GetItem"], on: purchases.TableArn);
        ShowPurchase.Allow(["secretsmanager:GetSecretValue"], on: statusTokenSecret.SecretArn);

        var startSaga = new StreamConsumer(this, "BillingGates/StartSaga", platform, new(
            purchases,
            Filter: StatusTurns(from: "PAYMENT_PENDING", to: "PAID"),
            FailureQueue: "start-saga-failures",
            Environment: new() { ["SAGA_ARN"] = saga.AliasArn }));
        saga.GrantStart(startSaga);

        var refundPayment = new EventConsumer(this, "BillingGates/RefundPayment", platform, new()
        {
            ["PURCHASES_TABLE"] = purchases.TableName,
            ["STRIPE_API_URL"] = platform.Config.StripeApiUrl,
            ["STRIPE_SECRET_ID"] = StripeSecret.SecretArn,
        });
        refundPayment.Allow(["dynamodb:GetItem"], on: purchases.TableArn);
        refundPayment.Allow(["secretsmanager:GetSecretValue"], on: StripeSecret.SecretArn);
        saga.GrantAnswer(refundPayment);

        var reconcilePayments = new ScheduledFunction(this, "BillingGates/ReconcilePayments", platform, new(
            EveryMinutes: 5,
            new(TimeoutSeconds: 240, Environment: new()
            {
                ["PURCHASES_TABLE"] = purchases.TableName,
                ["SAGA_ARN"] = saga.AliasArn,
                ["STRIPE_API_URL"] = platform.Config.StripeApiUrl,
                ["STRIPE_SECRET_ID"] = StripeSecret.SecretArn,
            })));
        reconcilePayments.Allow(["dynamodb:Query"], on: purchases.ArnOfIndex(OpenPurchases.Name));
        reconcilePayments.Allow(["dynamodb:GetItem", "dynamodb:UpdateItem"], on: purchases.TableArn);
        reconcilePayments.Allow(["secretsmanager:GetSecretValue"], on: StripeSecret.SecretArn);
        saga.GrantStart(reconcilePayments);
        saga.GrantDescribe(reconcilePayments);

        BillingAlarms.OnRefunds(refundPayment, platform.Config);
        BillingAlarms.OnReconciler(reconcilePayments, platform.Config);
    }

    /// <summary>
    /// The purchases that are not decided yet. An item is in it from the intent until the write that declines, completes or refunds the
    /// purchase removes the attribute, so it stays as small as what is under way. Four buckets: one would cap checkouts at 1,000 a second.
    /// </summary>
    private static ServiceIndex OpenPurchases { get; } =
        new("open-purchases", PartitionKey: "openBucket", SortKey: "createdAt", Attributes: ["status", "leaseUntil"]);

    public Secret StripeSecret { get; }

    public ServiceFunction TakePayment { get; }

    public ServiceFunction ShowPurchase { get; }

    /// <summary>The table of this service. It stands outside, because the saga, which the functions need, writes to it.</summary>
    public static ServiceTable PurchasesTable(Construct scope, PlatformConfig config) =>
        new(scope, "Purchases", config, new(Key: "purchaseId", Stream: StreamViewType.NEW_AND_OLD_IMAGES, Index: OpenPurchases));

    /// <summary>The change itself: a paid purchase is written to again, and none of those writes starts anything.</summary>
    private static Dictionary<string, object> StatusTurns(string from, string to) => new()
    {
        ["dynamodb"] = new Dictionary<string, object> { ["OldImage"] = WithStatus(from), ["NewImage"] = WithStatus(to) },
    };

    private static Dictionary<string, object> WithStatus(string status) => new()
    {
        ["status"] = new Dictionary<string, object> { ["S"] = new[] { status } },
    };
}
