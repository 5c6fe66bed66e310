using Amazon.CDK.AWS.CloudWatch;
using Constructs;

namespace Cdk.Constructs;

/// <summary>
/// Alarms for the functions that others call and wait for: their failures show nowhere else. What is fed from a queue, a stream or an
/// event has an alarm on its source, which also rings when the function doesn't run at all.
/// </summary>
internal static class FunctionAlarms
{
    public static void AddBelow(IConstruct scope, PlatformConfig config)
    {
        var called = scope.Node.FindAll().OfType<ServiceFunction>().Where(function => function.GetType() == typeof(ServiceFunction));
        foreach (var function in called.ToList())
        {
            var sum = new MetricOptions { Statistic = "Sum" };
            new OperatorAlarm(function, "Errors", config, new(
                "function-errors",
                function.Function.MetricErrors(sum),
                $"{function.Node.Id} crashed or ran out of time three times in five minutes.")
            {
                Threshold = 3,
                Minutes = 5,
            });
            new OperatorAlarm(function, "Throttles", config, new(
                "function-throttled",
                function.Function.MetricThrottles(sum),
                $"Lambda turned calls of {function.Node.Id} away: too many at once."));
        }
    }
}
