using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.EventSources;
using Constructs;

namespace Cdk.Constructs;

/// <summary>What a function hears from a table's stream.</summary>
/// <param name="Filter">The pattern that a record has to match.</param>
/// <param name="FailureQueue">The name of the queue for what couldn't be processed.</param>
internal sealed record StreamConsumerProps(
    Table Table, Dictionary<string, object> Filter, string FailureQueue, Dictionary<string, string> Environment);

/// <summary>A function that follows a table's stream. Records that it can't process end in a queue with an alarm, not in silence.</summary>
internal sealed class StreamConsumer : StreamFollower
{
    private const int MinutesBehind = 1;

    public StreamConsumer(Construct scope, string project, Platform platform, StreamConsumerProps props)
        : base(scope, project, platform, new ServiceFunctionProps(TimeoutSeconds: 10, props.Environment))
    {
        var failures = new DeadLetterQueue(this, "Failures", props.FailureQueue, "stream-record-given-up", platform.Config);
        FailureQueueName = props.FailureQueue;

        AllowReading(props.Table.TableStreamArn!);
        AllowFindingStreams();
        new EventSourceMapping(this, "Polling", new EventSourceMappingProps
        {
            Target = Function,
            EventSourceArn = props.Table.TableStreamArn,
            StartingPosition = StartingPosition.TRIM_HORIZON,
            Filters = [FilterCriteria.Filter(props.Filter)],
            BatchSize = 10,
            ParallelizationFactor = 2,
            ReportBatchItemFailures = true,
            BisectBatchOnError = true,
            RetryAttempts = 20,
            MaxRecordAge = MaxRecordAge,
            OnFailure = new SqsDlq(failures),
        });

        AlarmWhenBehind(platform.Config, "stream-fallen-behind", MinutesBehind, project, "its stream");
    }

    public string FailureQueueName { get; }
}
