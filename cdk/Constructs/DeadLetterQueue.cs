using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Cdk.Constructs;

/// <summary>Keeps for 14 days what couldn't be processed, and raises an alarm at once.</summary>
internal sealed class DeadLetterQueue : Queue
{
    public DeadLetterQueue(Construct scope, string id, string name, string runbook, PlatformConfig config) : base(scope, id, new QueueProps
    {
        QueueName = name,
        RetentionPeriod = Duration.Days(14),
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
    })
    {
        Name = name;
        new OperatorAlarm(this, "NotEmpty", config, new(
            runbook,
            MetricApproximateNumberOfMessagesVisible(new MetricOptions { Statistic = "Maximum" }),
            $"{name} holds what could not be processed."));
    }

    public string Name { get; }
}
