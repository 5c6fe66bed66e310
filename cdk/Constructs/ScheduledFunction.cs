using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace Cdk.Constructs;

/// <summary>What a function does by the clock.</summary>
/// <param name="EveryMinutes">The time from one run to the next.</param>
internal sealed record ScheduledFunctionProps(int EveryMinutes, ServiceFunctionProps Function);

/// <summary>
/// A function that runs by the clock. A failed run is repeated once; nothing of it is kept, because the next one starts anew.
/// </summary>
internal sealed class ScheduledFunction : ServiceFunction
{
    public ScheduledFunction(Construct scope, string project, Platform platform, ScheduledFunctionProps props)
        : base(scope, project, platform, props.Function)
    {
        new EventInvokeConfig(this, "Repetitions", new EventInvokeConfigProps
        {
            Function = Function,
            RetryAttempts = 1,
            MaxEventAge = Duration.Minutes(props.EveryMinutes),
        });
        new Rule(this, "Schedule", new RuleProps
        {
            Schedule = Schedule.Rate(Duration.Minutes(props.EveryMinutes)),
            Targets = [new LambdaFunction(Function)],
        });
    }
}
