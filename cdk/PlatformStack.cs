using Amazon.CDK;
using Amazon.CDK.AWS.SSM;
using Analytics.Lake;
using Cdk.Assets;
using Cdk.Constructs;
using Cdk.Services;
using Constructs;

namespace Cdk;

/// <summary>From purchase to first login: one topic, one saga, and the services around them.</summary>
public sealed class PlatformStack : Stack
{
    internal PlatformStack(Construct scope, string id, PlatformConfig config, LambdaAssets assets, TokenCacheStack? tokenCache)
        : base(scope, id, StackSettings.Of(config, "From purchase to first login"))
    {
        var topic = new PurchaseTopic(this, config);
        var standIn = config.MainApp == MainAppMode.StandIn ? new MainApp(this, config) : null;
        var platform = Platform = new Platform(config, assets, topic.Topic, config.MainAppUrl ?? standIn!.Url, tokenCache);

        var purchases = BillingGates.PurchasesTable(this, config);
        var saga = new PurchaseSaga(this, topic, purchases, config).Machine;

        var billing = new BillingGates(this, platform, purchases, saga);
        var users = new UserDirectory(this, platform, saga);
        var orders = new OrderService(this, platform);
        var auth = new AuthService(this, platform, saga, users);
        new NotificationService(this, platform);
        var bff = new Bff(this, platform, billing, auth);
        Api = bff.Api;
        standIn?.Open(platform, auth, bff);

        Sources = new Dictionary<LakeTable, ServiceTable>
        {
            [LakeSchema.Purchases] = purchases,
            [LakeSchema.Users] = users.Users,
            [LakeSchema.Orders] = orders.Orders,
        };

        FunctionAlarms.AddBelow(this, config);
        new OperationsMap(this, saga);
        new OperationsDashboard(this, saga);

        // Where a consumer in a stack of its own finds the topic. Names that begin with "aws" are reserved.
        new StringParameter(this, "TopicArnParameter", new StringParameterProps
        {
            ParameterName = ConsumerStack.TopicArnParameter,
            StringValue = topic.Topic.TopicArn,
        });

        Output("ApiUrl", bff.Api.Url);
        Output("StripeSecretArn", billing.StripeSecret.SecretArn);
        Output("SagaArn", saga.AliasArn);
        Output("TopicArn", topic.Topic.TopicArn);
        Output("MainAppUrl", platform.MainAppUrl);
        if (standIn is null)
        {
            Output("RedeemTokenFunctionArn", auth.RedeemToken.Function.FunctionArn);
            Output("SendLoginLinkFunctionArn", auth.SendLoginLink.Function.FunctionArn);
        }
    }

    internal PublicApi Api { get; }

    internal Platform Platform { get; }

    /// <summary>The tables whose changes go into the lake.</summary>
    internal IReadOnlyDictionary<LakeTable, ServiceTable> Sources { get; }

    private void Output(string name, string value) => new CfnOutput(this, name, new CfnOutputProps { Value = value });
}
