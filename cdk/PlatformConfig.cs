using Amazon.CDK;
using Amazon.CDK.AWS.Logs;

namespace Cdk;

/// <summary>Where the code of the functions comes from.</summary>
public enum LambdaAssetMode
{
    /// <summary>Published with Native AOT for linux-x64. What a deploy wants.</summary>
    Aot,

    /// <summary>Published self-contained with ReadyToRun for linux-arm64: Graviton, without a cross-compiler.</summary>
    ReadyToRunArm64,

    /// <summary>The ordinary build output, in place. Runs in the local cloud only: Lambda has no .NET runtime to run it.</summary>
    Build,
}

/// <summary>A domain name, and the certificate for it: the ARN of one that ACM has in us-east-1, where CloudFront looks for it.</summary>
public sealed record OwnDomain(string Name, string CertificateArn);

/// <summary>Which application buyers are logged in to.</summary>
public enum MainAppMode
{
    /// <summary>The one in lambdas/MainApp, deployed with the platform: the hand-off can be tried at once.</summary>
    StandIn,

    /// <summary>The deployer's own product, somewhere else. It calls RedeemToken.</summary>
    Own,
}

/// <summary>Where the login tokens are kept.</summary>
public enum TokenCacheMode
{
    /// <summary>In a table: no servers, no network, nothing to pay while nobody buys.</summary>
    DynamoDb,

    /// <summary>In ElastiCache Serverless for Valkey, in a network of its own.</summary>
    Valkey,
}

/// <summary>Everything that a deployer may choose, read once from the CDK context and checked.</summary>
public sealed record PlatformConfig
{
    public required bool IsProduction { get; init; }
    public required LambdaAssetMode LambdaAssets { get; init; }

    /// <summary>The folder that the projects of the functions are in.</summary>
    public required string LambdaRoot { get; init; }

    /// <summary>The folder of the storefront's sources; its build writes <c>out</c> in it.</summary>
    public required string WebRoot { get; init; }

    /// <summary>The storefront's own domain; null leaves it the one that CloudFront gives.</summary>
    public required OwnDomain? StorefrontDomain { get; init; }

    /// <summary>What the app consists of: <c>platform</c>, names of consumers that have a stack of their own, or <c>all</c>.</summary>
    public required IReadOnlyList<string> Stacks { get; init; }

    /// <summary>The base URL of the Stripe API.</summary>
    public required string StripeApiUrl { get; init; }

    /// <summary>The base URL of the CRM's API, which is HubSpot's.</summary>
    public required string CrmApiUrl { get; init; }

    public required MainAppMode MainApp { get; init; }

    /// <summary>
    /// The base URL of the application that a buyer is logged in to; also the audience of the login tokens.
    /// Null for a stand-in at the URL of its own API.
    /// </summary>
    public required string? MainAppUrl { get; init; }

    /// <summary>
    /// The names of the keys of login tokens: the first signs, all are published and accepted. To rotate from "1": deploy "1,2", wait
    /// until nobody has the old key set any more (an hour), deploy "2,1", wait for the last token of the old key to expire, deploy "2".
    /// </summary>
    public required IReadOnlyList<string> SigningKeys { get; init; }

    public required TokenCacheMode TokenCache { get; init; }

    /// <summary>The plain address that e-mails come from. SES must have verified it or its domain.</summary>
    public required string SenderAddress { get; init; }

    /// <summary>Comma-separated domains whose buyers get no account.</summary>
    public required string BlockedEmailDomains { get; init; }

    /// <summary>Requests per second that the API stage admits in the long run.</summary>
    public required int ThrottleRate { get; init; }

    /// <summary>Requests that the API stage admits at once.</summary>
    public required int ThrottleBurst { get; init; }

    /// <summary>Whether the lake is part of it.</summary>
    public required bool Analytics { get; init; }

    /// <summary>Where the runbooks are: what stands before <c>#</c> in the links of the alarms.</summary>
    public required string RunbookUrl { get; init; }

    /// <summary>An SNS topic of the deployer's that hears of alarms; null for none.</summary>
    public required string? AlarmTopicArn { get; init; }

    public RetentionDays LogRetention => IsProduction ? RetentionDays.ONE_YEAR : RetentionDays.TWO_WEEKS;

    /// <summary>What happens to data when its resource leaves the template.</summary>
    public RemovalPolicy DataRemoval => IsProduction ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    /// <summary>Reads the configuration.</summary>
    /// <param name="context">Gives the context value of a key, or null.</param>
    /// <exception cref="ConfigurationException">A value is unknown, malformed, or missing in production.</exception>
    public static PlatformConfig Read(Func<string, object?> context)
    {
        var values = new ContextValues(context);
        var production = values.OneOf("stage", "development", ("development", false), ("production", true));
        var mainApp = values.OneOf("mainApp", production ? "own" : "stand-in", ("stand-in", MainAppMode.StandIn), ("own", MainAppMode.Own));
        return new PlatformConfig
        {
            IsProduction = production,
            LambdaAssets = values.OneOf("lambdaAssets", "aot",
                ("aot", LambdaAssetMode.Aot),
                ("readytorun-arm64", LambdaAssetMode.ReadyToRunArm64),
                ("build", LambdaAssetMode.Build)),
            LambdaRoot = values.Folder("lambdaRoot", Path.Combine(Repository.Root, "lambdas")),
            WebRoot = Path.GetFullPath(values.Text("webRoot", Path.Combine(Repository.Root, "web"))),
            StorefrontDomain = values.Domain("storefrontDomain", "storefrontCertificate"),
            Stacks = values.Names("stacks", Consumers.Platform),
            CrmApiUrl = values.Url("crmApiUrl", "https://api.hubapi.com"),
            StripeApiUrl = values.Url("stripeApiUrl", "https://api.stripe.com"),
            SigningKeys = values.Names("signingKeys", "1"),
            TokenCache = values.OneOf("tokenCache", "dynamodb", ("dynamodb", TokenCacheMode.DynamoDb), ("valkey", TokenCacheMode.Valkey)),
            MainApp = mainApp,
            MainAppUrl = mainApp == MainAppMode.Own ? values.Url("mainAppUrl", fallback: null) : values.UrlOrNull("mainAppUrl"),
            SenderAddress = values.EmailAddress("senderAddress", production ? null : "shop@example.com"),
            BlockedEmailDomains = values.Text("blockedEmailDomains", "blocked.example"),
            ThrottleRate = values.PositiveNumber("throttleRate", 1000),
            RunbookUrl = values.UrlOrNull("runbookUrl") ?? "docs/operations.md",
            AlarmTopicArn = values.TopicArnOrNull("alarmTopicArn"),
            Analytics = values.OneOf("analytics", "on", ("on", true), ("off", false)),
            ThrottleBurst = values.PositiveNumber("throttleBurst", 2000),
        };
    }
}
