using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Cdk.Assets;
using Constructs;

namespace Cdk.Constructs;

/// <summary>What all parts of the platform have in common.</summary>
/// <param name="MainAppUrl">The base URL of the application that buyers are logged in to; also the audience of the login tokens.</param>
internal sealed record Platform(PlatformConfig Config, LambdaAssets Assets, PurchaseTopic Topic, string MainAppUrl);

/// <summary>What one function needs beyond what all have.</summary>
/// <param name="Environment">Names and addresses, never secrets.</param>
internal sealed record ServiceFunctionProps(int TimeoutSeconds, Dictionary<string, string> Environment, int MemoryMegabytes = 256);

/// <summary>A Lambda function of a service, with a role and a log group of its own.</summary>
internal class ServiceFunction : Construct
{
    /// <param name="project">The folder of the function's project below lambdas/; its last part names the construct.</param>
    public ServiceFunction(Construct scope, string project, Platform platform, ServiceFunctionProps props)
        : base(scope, Path.GetFileName(project))
    {
        var logs = new LogGroup(this, "Logs", new LogGroupProps
        {
            Retention = platform.Config.LogRetention,
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var role = new Role(this, "Role", new RoleProps { AssumedBy = new ServicePrincipal("lambda.amazonaws.com") });
        logs.GrantWrite(role);

        Function = new Function(this, "Function", new FunctionProps
        {
            Code = platform.Assets.CodeOf(project),
            Architecture = platform.Assets.Architecture,
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
}
