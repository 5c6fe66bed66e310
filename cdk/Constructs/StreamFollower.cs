using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Constructs;

namespace Cdk.Constructs;

/// <summary>A function that follows the streams of tables: what it may read, for how long, and who hears when it falls behind.</summary>
internal abstract class StreamFollower(Construct scope, string project, Platform platform, ServiceFunctionProps props)
    : ServiceFunction(scope, project, platform, props)
{
    /// <summary>A failure names its records only by position, and the stream keeps them for 24 hours: half of that is left for the repair.</summary>
    protected static Duration MaxRecordAge => Duration.Hours(12);

    /// <summary>Lets the function read one stream.</summary>
    protected void AllowReading(string streamArn) =>
        Allow(["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], on: streamArn);

    /// <summary>Lets the function look for streams. The action knows no resources.</summary>
    protected void AllowFindingStreams() => Allow(["dynamodb:ListStreams"], on: "*");

    /// <summary>Rings when the oldest record that waits is older.</summary>
    /// <param name="runbook">The anchor of its section in docs/operations.md.</param>
    /// <param name="who">Begins the alarm's sentence: who is behind.</param>
    /// <param name="what">Ends it: behind what.</param>
    protected void AlarmWhenBehind(PlatformConfig config, string runbook, int minutes, string who, string what) => new OperatorAlarm(
        this, "FallenBehind", config, new(
            runbook,
            Function.Metric("IteratorAge", new MetricOptions { Statistic = "Maximum" }),
            $"{who} is more than {minutes} min behind {what}.")
        {
            Threshold = minutes * 60_000,
            Minutes = 5,
        });
}
