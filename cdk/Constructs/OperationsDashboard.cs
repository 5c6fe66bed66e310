using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Lambda;
using Cdk.Services;
using Constructs;

namespace Cdk.Constructs;

/// <summary>
/// The page that an operator opens first: the state of every alarm, and below it purchases, money, queues, APIs and functions.
/// What it shows it finds in the stack, so that a new consumer is on it without being added.
/// </summary>
internal sealed class OperationsDashboard : Construct
{
    private const int Full = 24;
    private const int Half = 12;
    private const int Third = 8;

    private readonly List<IConstruct> parts;

    public OperationsDashboard(Construct scope, SagaMachine saga) : base(scope, nameof(OperationsDashboard))
    {
        parts = [.. Stack.Of(this).Node.FindAll()];
        new Dashboard(this, "Dashboard", new DashboardProps
        {
            DashboardName = $"{Stack.Of(this).StackName}-operations",
            DefaultInterval = Duration.Hours(6),
            Widgets =
            [
                [Alarms()],
                [Sagas(saga), FromLog("RecordOrder", "Orders by what became of them", "orderState")],
                [
                    FromLog("TakePayment", "The provider's answers to charges", "chargeResult"),
                    FromLog("RefundPayment", "The provider's answers to refunds", "refundResult"),
                ],
                [OpenMoney(), OldestMessages(), DeadLetters()],
                [Requests(), Latencies()],
                [Functions("Errors", function => function.MetricErrors), Functions("Throttles", function => function.MetricThrottles)],
            ],
        });
    }

    private IEnumerable<EventConsumer> Consumers => parts.OfType<EventConsumer>();

    private IEnumerable<RestApiFront> Apis => parts.OfType<RestApiFront>();

    private AlarmStatusWidget Alarms() => new(new AlarmStatusWidgetProps
    {
        Title = "Alarms",
        Alarms = [.. parts.OfType<OperatorAlarm>().Select(alarm => alarm.Alarm)],
        Width = Full,
        Height = 6,
    });

    private static GraphWidget Sagas(SagaMachine saga) => Graph("Sagas: one for each paid purchase", Half,
    [
        saga.Machine.MetricStarted(Named("started")), saga.Machine.MetricSucceeded(Named("succeeded")),
        saga.Machine.MetricFailed(Named("failed")), saga.Machine.MetricTimedOut(Named("timed out")),
        saga.Machine.MetricAborted(Named("aborted")),
    ]);

    private GraphWidget OpenMoney() => Graph("Purchases without an end", Third,
    [
        .. Of("ReconcilePayments").SelectMany(IEnumerable<Metric> (reconciler) =>
        [
            BillingAlarms.Counted(reconciler, "NeedsAttention", "Maximum"), BillingAlarms.Counted(reconciler, "ReconciledPurchases", "Sum"),
        ]),
        .. Of("RefundPayment").Select(refunds => BillingAlarms.Counted(refunds, "RefundRetries", "Sum")),
    ]);

    private GraphWidget OldestMessages() => Graph("Oldest message (s)", Third, Consumers.Select(consumer =>
        consumer.Subscription.MetricApproximateAgeOfOldestMessage(Named(consumer.QueueName, "Maximum"))));

    private GraphWidget DeadLetters() => Graph("Dead letters", Third, parts.OfType<DeadLetterQueue>().Select(queue =>
        queue.MetricApproximateNumberOfMessagesVisible(Named(queue.Name, "Maximum"))));

    private GraphWidget Requests() => Graph("Requests", Half, Apis.SelectMany(IEnumerable<Metric> (front) =>
    [
        front.Api.MetricCount(Named($"{front.Name} all", "Sum")),
        front.Api.MetricClientError(Named($"{front.Name} 4xx", "Sum")),
        front.Api.MetricServerError(Named($"{front.Name} 5xx", "Sum")),
    ]));

    private GraphWidget Latencies() => Graph("Time to answer (ms)", Half, Apis.SelectMany(IEnumerable<Metric> (front) =>
        [front.Api.MetricLatency(Named($"{front.Name} p50", "p50")), front.Api.MetricLatency(Named($"{front.Name} p99", "p99"))]));

    private GraphWidget Functions(string title, Func<Function, Func<IMetricOptions, Metric>> metric) => Graph(title, Half,
        parts.OfType<ServiceFunction>().Select(function => metric(function.Function)(Named(function.Node.Id, "Sum"))));

    /// <summary>Counts purchases by a member of a function's log lines: what no metric knows.</summary>
    private LogQueryWidget FromLog(string function, string title, string member) => new(new LogQueryWidgetProps
    {
        Title = title,
        LogGroupNames = [.. Of(function).Select(found => found.Function.LogGroup.LogGroupName)],
        QueryLines = [$"filter ispresent({member})", $"stats count_distinct(purchaseId) as purchases by {member}"],
        View = LogQueryVisualizationType.BAR,
        Width = Half,
        Height = 6,
    });

    private IEnumerable<ServiceFunction> Of(string function) => parts.OfType<ServiceFunction>().Where(found => found.Node.Id == function);

    private static GraphWidget Graph(string title, int width, IEnumerable<Metric> metrics) =>
        new(new GraphWidgetProps { Title = title, Left = [.. metrics], Width = width, Height = 6 });

    private static MetricOptions Named(string label, string? statistic = null) => new() { Label = label, Statistic = statistic };
}
