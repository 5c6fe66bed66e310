using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;

namespace Cdk.Constructs;

/// <summary>An alarm that rings at the first occurrence of something that a person has to look at. Silence is good news.</summary>
internal sealed class OperatorAlarm : Construct
{
    /// <param name="description">What happened and what to do, for the one who is woken by it.</param>
    /// <param name="threshold">The smallest value that rings, in the unit of the metric.</param>
    public OperatorAlarm(Construct scope, string id, Metric metric, string description, double threshold = 1, int minutes = 1)
        : base(scope, $"{id}Alarm")
    {
        metric.With(new MetricOptions { Period = Duration.Minutes(minutes) }).CreateAlarm(this, "Alarm", new CreateAlarmOptions
        {
            AlarmDescription = description,
            Threshold = threshold,
            ComparisonOperator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            EvaluationPeriods = 1,
            TreatMissingData = TreatMissingData.NOT_BREACHING,
        });
    }
}
