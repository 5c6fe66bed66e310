using Amazon.CDK;
using Amazon.CDK.AWS.SSM;
using Constructs;

namespace Cdk.Constructs;

/// <summary>
/// Tells the operator's kit what the parts of the platform are called in this account. One parameter to read: an operator needs no
/// permission to look around, and no name is guessed.
/// </summary>
internal sealed class OperationsMap : Construct
{
    /// <summary>Names that begin with "aws" are reserved.</summary>
    public const string ParameterName = "/platform/operations";

    /// <summary>What the names of the parameters begin with that tell of consumers in stacks of their own, one each.</summary>
    private const string ConsumerPrefix = "/platform/consumers/";

    private const string LakeParameterName = "/platform/lake";

    /// <summary>Stands for the events of a consumer that hears all of them.</summary>
    private const string EveryEvent = "*";

    /// <summary>The tables that know something of a purchase. Sessions and the letters' limit are nobody's business.</summary>
    private static readonly string[] TablesOfPurchases = ["Purchases", "Users", "Orders", "SsoTokens", "Notifications"];

    public OperationsMap(Construct scope, SagaMachine saga) : base(scope, nameof(OperationsMap))
    {
        var parts = Stack.Of(this).Node.FindAll();
        new StringParameter(this, "Parameter", new StringParameterProps
        {
            ParameterName = ParameterName,
            Description = "Names of tables, queues and functions, for the operator's kit (docs/operations.md)",
            StringValue = Stack.Of(this).ToJsonString(new Dictionary<string, object>
            {
                ["saga"] = saga.AliasArn,
                ["stateMachine"] = saga.Machine.StateMachineArn,
                ["tables"] = parts.OfType<ServiceTable>().Where(table => TablesOfPurchases.Contains(table.Node.Id))
                    .ToDictionary(table => table.Node.Id, object (table) => table.TableName),
                ["functions"] = parts.OfType<ServiceFunction>()
                    .ToDictionary(function => function.Node.Id, object (function) => function.Function.FunctionName),
                ["queues"] = parts.OfType<EventConsumer>().Select(object (consumer) => Describe(consumer)).ToArray(),
                ["streamFailures"] = parts.OfType<StreamConsumer>().Select(object (consumer) => new Dictionary<string, object>
                {
                    ["name"] = consumer.FailureQueueName,
                    ["function"] = consumer.Node.Id,
                }).ToArray(),
            }),
        });
    }

    /// <summary>Tells the kit of a consumer in a stack of its own, by a parameter of its own: the map belongs to the platform.</summary>
    public static void Announce(EventConsumer consumer) => new StringParameter(consumer, "Operations", new StringParameterProps
    {
        ParameterName = ConsumerPrefix + consumer.QueueName,
        Description = "Names of queues, for the operator's kit (docs/operations.md)",
        StringValue = Stack.Of(consumer).ToJsonString(Describe(consumer)),
    });

    /// <summary>Tells the kit of the lake, which is in a stack of its own too.</summary>
    public static void Announce(Construct scope, LakeBucket lake, ChangeCapture capture) =>
        new StringParameter(scope, "Operations", new StringParameterProps
        {
            ParameterName = LakeParameterName,
            Description = "The lake's bucket and the key of its tokens, for the operator's kit (docs/operations.md)",
            StringValue = Stack.Of(scope).ToJsonString(new Dictionary<string, object>
            {
                ["bucket"] = lake.BucketName,
                ["tokenKey"] = capture.TokenKeyArn,
            }),
        });

    private static Dictionary<string, object> Describe(EventConsumer consumer) => new()
    {
        ["name"] = consumer.QueueName,
        ["deadLetters"] = consumer.DeadLetterQueueName,
        ["function"] = consumer.Node.Id,
        ["events"] = consumer.Events ?? [EveryEvent],
    };
}
