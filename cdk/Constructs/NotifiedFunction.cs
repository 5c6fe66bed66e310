using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace Cdk.Constructs;

/// <summary>
/// A function that is notified of something that is worth nothing a few minutes later. Lambda repeats a failed event twice, after one and
/// after two minutes. What fails then is dropped with an alarm, not kept: nobody wants it any more, and it may hold personal data.
/// </summary>
internal sealed class NotifiedFunction : ServiceFunction
{
    private const int MinutesKept = 5;

    public NotifiedFunction(Construct scope, string project, Platform platform, ServiceFunctionProps props)
        : base(scope, project, platform, props)
    {
        new EventInvokeConfig(this, "Repetitions", new EventInvokeConfigProps
        {
            Function = Function,
            RetryAttempts = 2,
            MaxEventAge = Duration.Minutes(MinutesKept),
        });
        new OperatorAlarm(this, "Dropped", platform.Config, new(
            "event-dropped",
            Function.Metric("AsyncEventsDropped", new MetricOptions { Statistic = "Sum" }),
            $"{project} failed an event three times, or was too busy for {MinutesKept} min. The event is gone."));
    }
}
