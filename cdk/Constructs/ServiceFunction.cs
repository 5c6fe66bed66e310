using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SNS;
using Cdk.Assets;
using Constructs;

namespace Cdk.Constructs;

/// <summary>What a function needs to be deployed, in whatever stack it is.</summary>
/// <param name="Topic">The topic of all events.</param>
internal record Surroundings(PlatformConfig Config, LambdaAssets Assets, ITopic Topic);

/// <summary>What all parts of the platform have in common.</summary>
/// <param name="MainAppUrl">The base URL of the application that buyers are logged in to; also the audience of the login tokens.</param>
/// <param name="TokenCache">Where the login tokens are; null when that is a table.</param>
internal sealed record Platform(PlatformConfig Config, LambdaAssets Assets, ITopic Topic, string MainAppUrl, TokenCacheStack? TokenCache)
    : Surroundings(Config, Assets, Topic);

/// <summary>Subnets that functions run in, and the security group that says whom they may talk to.</summary>
internal sealed record FunctionNetwork(string[] SubnetIds, string SecurityGroupId);

/// <summary>What one function needs beyond what all have.</summary>
/// <param name="Environment">Names and addresses, never secrets.</param>
internal sealed record ServiceFunctionProps(int TimeoutSeconds, Dictionary<string, string> Environment, int MemoryMegabytes = 256);

/// <summary>A Lambda function of a service, with a role and a log group of its own.</summary>
internal class ServiceFunction : Construct
{
    /// <summary>What Lambda needs to put a function into a network.</summary>
    private static readonly string[] NetworkInterfaces =
    [
        "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
    ];

    /// <param name="project">The folder of the function's project below lambdas/; its last part names the construct.</param>
    public ServiceFunction(Construct scope, string project, Surroundings around, ServiceFunctionProps props)
        : base(scope, Path.GetFileName(project))
    {
        var logs = new LogGroup(this, "Logs", new LogGroupProps
        {
            Retention = around.Config.LogRetention,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var role = new Role(this, "Role", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") });
        logs.GrantWrite(role);

        Function = new Function(this, "Function", new FunctionProps
        {
            Code = around.Assets.CodeOf(project),
            Architecture = around.Assets.Architecture,
            Runtime = Runtime.PROVIDED_AL2023,
            Handler = "bootstrap",
            Role = role,
            MemorySize = props.MemoryMegabytes,
            Timeout = Duration.Seconds(props.TimeoutSeconds),
            Environment = props.Environment,
            Tracing = Tracing.ACTIVE,
            LogGroup = logs,
            LoggingFormat = LoggingFormat.JSON,
        });
    }

    public Function Function { get; }

    /// <summary>Adds exactly these actions on exactly this resource to the function's role.</summary>
    public void Allow(string[] actions, string on) =>
        Function.AddToRolePolicy(new PolicyStatement(new PolicyStatementProps { Actions = actions, Resources = [on] }));

    /// <summary>
    /// Says that nobody waits for the function. Costs are told apart by the tag; the local cloud, which has one machine for all, lets such a
    /// function have what the others leave.
    /// </summary>
    public void MarkAsAnalytics() => Tags.Of(Function).Add("workload", "analytics");

    /// <summary>
    /// Lets the function run in a network. Lambda puts it there with the role's permissions, which the function itself may not use.
    /// </summary>
    public void Join(FunctionNetwork network)
    {
        ((CfnFunction)Function.Node.DefaultChild!).VpcConfig = new CfnFunction.VpcConfigProperty
        {
            SubnetIds = network.SubnetIds,
            SecurityGroupIds = [network.SecurityGroupId],
        };
        Allow(NetworkInterfaces, on: "*"); // Lambda refuses the function when they are narrower
        Function.AddToRolePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Effect = Effect.DENY,
            Actions = NetworkInterfaces,
            Resources = ["*"],
            // The key is there when the function's own code calls, and only then.
            Conditions = new Dictionary<string, object>
            {
                ["Null"] = new Dictionary<string, string> { ["lambda:SourceFunctionArn"] = "false" },
            },
        }));
    }
}
