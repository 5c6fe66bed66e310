using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;

namespace Cdk.Constructs;

/// <summary>
/// The Standard state machine of the saga, started through the alias <c>live</c>. A deploy publishes a version and moves the alias:
/// running executions end with the definition that they began with.
/// </summary>
internal sealed class SagaMachine : Construct
{
    private const string AliasName = "live";

    private readonly StateMachine machine;

    public SagaMachine(Construct scope, string id, PurchaseTopic topic, PlatformConfig config, IChainable definition) : base(scope, id)
    {
        machine = new StateMachine(this, "StateMachine", new StateMachineProps
        {
            DefinitionBody = DefinitionBody.FromChainable(definition),
            StateMachineType = StateMachineType.STANDARD,
            TracingEnabled = true,
            RemovalPolicy = config.DataRemoval,
            Logs = new LogOptions
            {
                Destination = new LogGroup(this, "Logs", new LogGroupProps
                {
                    // Step Functions writes to groups with this prefix without outgrowing the account's log resource policy.
                    LogGroupName = $"/aws/vendedlogs/states/{Stack.Of(this).StackName}-purchase-saga",
                    Retention = config.LogRetention,
                    RemovalPolicy = RemovalPolicy.DESTROY,
                }),
                Level = LogLevel.ERROR,
                // The data of an execution holds the buyer's e-mail address. The history shows it to those who may read it.
                IncludeExecutionData = false,
            },
        });
        topic.GrantPublish(machine);

        var version = new CfnStateMachineVersion(this, "Version", new CfnStateMachineVersionProps
        {
            StateMachineArn = machine.StateMachineArn,
            StateMachineRevisionId = machine.StateMachineRevisionId,
        });
        version.ApplyRemovalPolicy(RemovalPolicy.RETAIN); // an earlier version is what a rollback points the alias at

        AliasArn = new CfnStateMachineAlias(this, "Alias", new CfnStateMachineAliasProps
        {
            Name = AliasName,
            RoutingConfiguration = new[]
            {
                new CfnStateMachineAlias.RoutingConfigurationVersionProperty { StateMachineVersionArn = version.AttrArn, Weight = 100 },
            },
        }).AttrArn;

        new OperatorAlarm(this, "Failed", config, new(
            "saga-failed", machine.MetricFailed(), "A purchase saga failed after all its retries."));
        new OperatorAlarm(this, "TimedOut", config, new("saga-timed-out", machine.MetricTimedOut(), "A purchase saga ran out of time."));
        new OperatorAlarm(this, "Aborted", config, new(
            "saga-aborted", machine.MetricAborted(), "Somebody stopped a purchase saga. An operator's refund does so first."));
    }

    public StateMachine Machine => machine;

    /// <summary>What to start executions with.</summary>
    public string AliasArn { get; }

    public void GrantStart(ServiceFunction starter) => starter.Function.AddToRolePolicy(new PolicyStatement(new PolicyStatementProps
    {
        Actions = ["states:StartExecution"],
        // IAM authorizes an alias by the machine's ARN, and narrows it down by the qualifier.
        Resources = [machine.StateMachineArn],
        Conditions = new Dictionary<string, object>
        {
            ["ForAnyValue:StringEquals"] = new Dictionary<string, string> { ["states:StateMachineQualifier"] = AliasName },
        },
    }));

    public void GrantDescribe(ServiceFunction reader) => reader.Allow(
        ["states:DescribeExecution"],
        on: Stack.Of(this).FormatArn(new ArnComponents
        {
            Service = "states",
            Resource = "execution",
            ResourceName = $"{machine.StateMachineName}:*",
            ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
        }));

    public void GrantAnswer(ServiceFunction participant) => participant.Allow(
        ["states:SendTaskSuccess", "states:SendTaskFailure"], on: machine.StateMachineArn);
}
