using Amazon.CDK.AWS.CloudWatch;
using Cdk.Constructs;

namespace Cdk.Services;

/// <summary>Alarms about money that is on its way for too long. What the functions count is named in lambdas/Platform/Metrics.</summary>
internal static class BillingAlarms
{
    public const string Namespace = "AwsPlatform";

    public static void OnRefunds(ServiceFunction refundPayment, PlatformConfig config) =>
        new OperatorAlarm(refundPayment, "Retries", config, new(
            "refund-retries", Counted(refundPayment, "RefundRetries", "Sum"), "Three attempts at a refund in one hour had no final result.")
        {
            Threshold = 3, // one attempt that times out is made good by the next
            Minutes = 60,
        });

    public static void OnReconciler(ServiceFunction reconciler, PlatformConfig config)
    {
        // Two runs in a period, so that the alarm doesn't go off and on when one is late.
        new OperatorAlarm(reconciler, "NeedsAttention", config, new(
            "purchases-need-attention", Counted(reconciler, "NeedsAttention", "Maximum"), "A purchase can't be resolved without a person.")
        {
            Minutes = 10,
        });
        // It counts at the end of each run, also when there is nothing to count: neither a failing run nor a lost schedule goes unnoticed.
        new OperatorAlarm(reconciler, "NotRunning", config, new(
            "reconciler-not-running",
            Counted(reconciler, "NeedsAttention", "SampleCount"),
            "No run of the reconciler has ended for 15 minutes.")
        {
            Minutes = 15,
            RingsInSilence = true,
        });
    }

    public static Metric Counted(ServiceFunction function, string name, string statistic) => new(new MetricProps
    {
        Namespace = Namespace,
        MetricName = name,
        DimensionsMap = new Dictionary<string, string> { ["FunctionName"] = function.Function.FunctionName },
        Statistic = statistic,
    });
}
