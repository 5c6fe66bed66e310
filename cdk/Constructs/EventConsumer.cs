using System.Globalization;
using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Cdk.Constructs;

/// <summary>What a consumer hears, and where.</summary>
/// <param name="Queue">The name of its queue; its dead-letter queue has the suffix <c>-dlq</c>.</param>
/// <param name="Events">The names of the events; null for every event, also one that nobody has thought of yet.</param>
internal sealed record Hearing(string Queue, string[]? Events);

/// <summary>
/// A function that reacts to events: its queue with dead-letter queue and alarm, its subscription to the topic, and the polling between
/// queue and function.
/// </summary>
internal sealed class EventConsumer : ServiceFunction
{
    private const int TimeoutSeconds = 10;
    private const int BatchSize = 10;
    private const int MaxConcurrency = 10;
    private const int MaxAttempts = 5;

    /// <summary>Longer than all deliveries of a message that keeps failing take: such a one has an alarm of its own.</summary>
    private const int MinutesUnread = 10;

    /// <summary>A consumer of the platform's own, that hears what the map names.</summary>
    public EventConsumer(Construct scope, string project, Platform platform, Dictionary<string, string> environment)
        : this(scope, project, platform, PurchaseEvents.HeardBy(project), environment)
    {
    }

    public EventConsumer(Construct scope, string project, Surroundings around, Hearing hearing, Dictionary<string, string> environment)
        : base(scope, project, around, new ServiceFunctionProps(TimeoutSeconds, new(environment)
        {
            ["MAX_ATTEMPTS"] = MaxAttempts.ToString(CultureInfo.InvariantCulture),
        }))
    {
        var name = hearing.Queue;
        var deadLetters = new DeadLetterQueue(this, "DeadLetters", $"{name}-dlq", "dead-letter-queue-not-empty", around.Config);
        (QueueName, DeadLetterQueueName, Events) = (name, $"{name}-dlq", hearing.Events);
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

        around.Topic.AddSubscription(new SqsSubscription(Subscription, new SqsSubscriptionProps
        {
            RawMessageDelivery = true,
            FilterPolicy = hearing.Events is { } events
                ? new Dictionary<string, SubscriptionFilter>
                {
                    ["eventName"] = SubscriptionFilter.StringFilter(new StringConditions { Allowlist = events }),
                }
                : null,
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
        new OperatorAlarm(this, "NotRead", around.Config, new(
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

    /// <summary>The names of the events that it hears; null for every event.</summary>
    public string[]? Events { get; }
}
