using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.KMS;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;

namespace Cdk.Constructs;

/// <summary>The topic of all events, encrypted with a key of its own, reached over TLS only.</summary>
internal sealed class PurchaseTopic : Construct
{
    public const string Name = "purchase-events";

    private readonly Key key;

    public PurchaseTopic(Construct scope, PlatformConfig config) : base(scope, nameof(PurchaseTopic))
    {
        key = new Key(this, "Key", new KeyProps
        {
            Description = $"Encrypts {Name} at rest",
            Alias = $"platform/{Name}",
            EnableKeyRotation = true,
            RemovalPolicy = config.DataRemoval,
        });
        Topic = new Topic(this, "Topic", new TopicProps { TopicName = Name, MasterKey = key });
        // TopicProps.EnforceSSL adds its statement only to a policy that something else creates.
        Topic.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Sid = "TlsOnly",
            Effect = Effect.DENY,
            Principals = [new AnyPrincipal()],
            Actions = ["sns:Publish"],
            Resources = [Topic.TopicArn],
            Conditions = new Dictionary<string, object>
            {
                ["Bool"] = new Dictionary<string, string> { ["aws:SecureTransport"] = "false" },
            },
        }));
    }

    public Topic Topic { get; }

    /// <summary>Lets the saga publish, and use the key through SNS only. The queues need no key: SNS decrypts for them.</summary>
    public void GrantPublish(StateMachine publisher)
    {
        publisher.AddToRolePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["sns:Publish"],
            Resources = [Topic.TopicArn],
        }));
        publisher.AddToRolePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Actions = ["kms:GenerateDataKey", "kms:Decrypt"],
            Resources = [key.KeyArn],
            Conditions = new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, string>
                {
                    ["kms:ViaService"] = $"sns.{Stack.Of(this).Region}.amazonaws.com",
                },
            },
        }));
    }
}
