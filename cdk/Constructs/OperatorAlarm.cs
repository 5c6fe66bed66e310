using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SNS;
using Constructs;

namespace Cdk.Constructs;

/// <summary>When an alarm rings, and what it says then.</summary>
/// <param name="Runbook">The anchor of its section in docs/operations.md.</param>
/// <param name="Description">What happened, in a sentence, for the one who is woken by it.</param>
internal sealed record OperatorAlarmProps(string Runbook, Metric Metric, string Description)
{
    /// <summary>The smallest value that rings, in the unit of the metric.</summary>
    public double Threshold { get; init; } = 1;

    /// <summary>The length of the period that the metric is summed up in.</summary>
    public int Minutes { get; init; } = 1;

    /// <summary>How many periods in a row have to be bad.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>It is the silence that is bad: rings below the threshold and when no data comes.</summary>
    public bool RingsInSilence { get; init; }
}

/// <summary>An alarm about something that a person has to look at. Its description ends with the way to its runbook.</summary>
internal sealed class OperatorAlarm : Construct
{
    public OperatorAlarm(Construct scope, string id, PlatformConfig config, OperatorAlarmProps props) : base(scope, $"{id}Alarm")
    {
        var metric = props.Metric.With(new MetricOptions { Period = Duration.Minutes(props.Minutes) });
        Alarm = metric.CreateAlarm(this, "Alarm", new CreateAlarmOptions
        {
            AlarmDescription = $"{props.Description} Runbook: {config.RunbookUrl}#{props.Runbook}",
            Threshold = props.Threshold,
            ComparisonOperator = props.RingsInSilence
                ? ComparisonOperator.LESS_THAN_THRESHOLD
                : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            EvaluationPeriods = props.Periods,
            TreatMissingData = props.RingsInSilence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
        });
        if (config.AlarmTopicArn is { } arn)
        {
            var told = new SnsAction(Topic.FromTopicArn(this, "Topic", arn));
            Alarm.AddAlarmAction(told);
            Alarm.AddOkAction(told);
        }
    }

    public Alarm Alarm { get; }

    /// <summary>Every alarm below a construct.</summary>
    public static IReadOnlyList<OperatorAlarm> Below(IConstruct scope) => [.. scope.Node.FindAll().OfType<OperatorAlarm>()];
}
