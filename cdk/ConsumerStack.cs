using Amazon.CDK;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SSM;
using Cdk.Assets;
using Cdk.Constructs;

namespace Cdk;

/// <summary>What a consumer's stack gets from the app.</summary>
/// <param name="Name">The consumer's name: that of its class without <c>Stack</c>.</param>
internal sealed record ConsumerStackProps(string Name, PlatformConfig Config, LambdaAssets Assets);

/// <summary>
/// A consumer in a stack of its own. Of the platform it knows the ARN of the topic, which it finds in a parameter: no export ties the stacks
/// together, so each is deployed and deleted without the other. See docs/adding-a-consumer.md.
/// </summary>
internal abstract class ConsumerStack : Stack
{
    /// <summary>Names that begin with "aws" are reserved.</summary>
    public const string TopicArnParameter = "/platform/purchase-events-topic-arn";

    private readonly Surroundings around;

    protected ConsumerStack(App app, ConsumerStackProps props, string description) : base(app, $"AwsPlatform{props.Name}", StackSettings.Of(props.Config, description))
    {
        // Looked up at deployment: a synth needs no credentials.
        var topicArn = StringParameter.ValueForStringParameter(this, TopicArnParameter);
        around = new Surroundings(props.Config, props.Assets, Topic.FromTopicArn(this, "PurchaseEvents", topicArn));
    }

    protected PlatformConfig Config => around.Config;

    /// <summary>Adds a function that reacts to events, with all that belongs to it: queue, dead-letter queue, subscription, alarms.</summary>
    /// <param name="project">The folder of its project below lambdas/.</param>
    protected EventConsumer AddConsumer(string project, Hearing hearing, Dictionary<string, string>? environment = null)
    {
        var consumer = new EventConsumer(this, project, around, hearing, environment ?? []);
        OperationsMap.Announce(consumer);
        return consumer;
    }
}
