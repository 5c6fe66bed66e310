using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;

namespace Cdk.Constructs;

/// <summary>An alarm that rings when something that must go on has stopped. Here silence is bad news.</summary>
internal sealed class StandstillAlarm : Construct
{
    /// <param name="metric">Counts what goes on.</param>
    /// <param name="description">What happened and what to do, for the one who is woken by it.</param>
    public StandstillAlarm(Construct scope, string id, Metric metric, string description, int minutes) : base(scope, $"{id}Alarm")
    {
        metric.With(new MetricOptions { Period = Duration.Minutes(minutes) }).CreateAlarm(this, "Alarm", new CreateAlarmOptions
        {
            AlarmDescription = description,
            Threshold = 1,
            ComparisonOperator = ComparisonOperator.LESS_THAN_THRESHOLD,
            EvaluationPeriods = 1,
            TreatMissingData = TreatMissingData.BREACHING,
        });
    }
}
