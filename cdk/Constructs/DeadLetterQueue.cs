using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Cdk.Constructs;

/// <summary>Keeps for 14 days what couldn't be processed, and raises an alarm at once.</summary>
internal sealed class DeadLetterQueue : Queue
{
    public DeadLetterQueue(Construct scope, string id, string name) : base(scope, id, new QueueProps
    {
        QueueName = name,
        RetentionPeriod = Duration.Days(14),
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,
    })
    {
        new OperatorAlarm(this, "NotEmpty", MetricApproximateNumberOfMessagesVisible(new MetricOptions { Statistic = "Maximum" }),
            $"{name} holds messages. Look at one, mend the cause, redrive the queue.");
    }
}
