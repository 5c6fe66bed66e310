using System.Globalization;
using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Cdk.Constructs;

/// <summary>
/// A function that reacts to events: its queue with dead-letter queue and alarm, its subscription to the events that the map
/// names, and the polling between queue and function.
/// </summary>
internal sealed class EventConsumer : ServiceFunction
{
    private const int TimeoutSeconds = 10;
    private const int BatchSize = 10;
    private const int MaxConcurrency = 10;
    private const int MaxAttempts = 5;

    /// <summary>Longer than all deliveries of a message that keeps failing take: such a one has an alarm of its own.</summary>
    private const int MinutesUnread = 10;

    public EventConsumer(Construct scope, string project, Platform platform, Dictionary<string, string> environment)
        : base(scope, project, platform, new ServiceFunctionProps(TimeoutSeconds, new(environment)
        {
            ["MAX_ATTEMPTS"] = MaxAttempts.ToString(CultureInfo.InvariantCulture),
        }))
    {
        var (name, events) = PurchaseEvents.HeardBy(project);

        var deadLetters = new DeadLetterQueue(this, "DeadLetters", $"{name}-dlq", "dead-letter-queue-not-empty", platform.Config);
        (QueueName, DeadLetterQueueName) = (name, $"{name}-dlq");
        Subscription = new Queue(this, "Subscription", new QueueProps
        {
            QueueName = name,
            // One delivery more than attempts: after a crash in the last one, somebody still has to tell the saga.
            DeadLetterQueue = new Amazon.CDK.AWS.SQS.DeadLetterQueue { Queue = deadLetters, MaxReceiveCount = MaxAttempts + 1 },
            // Lambda asks for six times the function's timeout, so that throttled batches aren't handed out twice.
            VisibilityTimeout = Duration.Seconds(6 * TimeoutSeconds),
            RetentionPeriod = Duration.Days(14),
            Encryption = QueueEncryption.SQS_MANAGED,
            EnforceSSL = true,
        });

        platform.Topic.Topic.AddSubscription(new SqsSubscription(Subscription, new SqsSubscriptionProps
        {
            RawMessageDelivery = true,
            FilterPolicy = new Dictionary<string, SubscriptionFilter>
            {
                ["eventName"] = SubscriptionFilter.StringFilter(new StringConditions { Allowlist = events }),
            },
            DeadLetterQueue = deadLetters, // for what SNS can't hand to the queue
        }));

        Allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], on: Subscription.QueueArn);
        new EventSourceMapping(this, "Polling", new EventSourceMappingProps
        {
            Target = Function,
            EventSourceArn = Subscription.QueueArn,
            BatchSize = BatchSize, // without a batching window: a buyer is waiting
            MaxConcurrency = MaxConcurrency,
            ReportBatchItemFailures = true,
        });

        // Nothing ends in the dead-letter queue while nobody receives.
        new OperatorAlarm(this, "NotRead", platform.Config, new(
            "queue-not-read",
            Subscription.MetricApproximateAgeOfOldestMessage(new MetricOptions { Statistic = "Maximum" }),
            $"A message has been in {name} for {MinutesUnread} min: {project} doesn't run, or fails.")
        {
            Threshold = MinutesUnread * 60,
        });
    }

    /// <summary>The queue that the function is fed from.</summary>
    public Queue Subscription { get; }

    public string QueueName { get; }

    public string DeadLetterQueueName { get; }
}
