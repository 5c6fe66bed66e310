using System.Text.Json.Nodes;
using Platform.Metrics;

namespace Template.Tests;

/// <summary>Nothing of the template fails unnoticed: what is added without an alarm is found here.</summary>
[Collection(nameof(Synthesis))]
public sealed class AlarmCoverageTests(Synthesis synthesis)
{
    private readonly SynthesizedTemplate template = synthesis.Production;

    [Fact]
    public void EveryQueueThatAFunctionReads_RaisesAnAlarm_WhenNobodyReadsIt()
    {
        Assert.All(Sources().Where(source => source.Type == "AWS::SQS::Queue"), queue =>
            Assert.Contains(Alarms("ApproximateAgeOfOldestMessage"), alarm => template.Target(Dimension(alarm, "QueueName")) == queue));
    }

    /// <summary>The age of a queue or stream, an event dropped, a silent schedule, or an error: one of them notices.</summary>
    [Fact]
    public void EveryFunction_IsWatched_ByItsSourceOrByItself()
    {
        var fed = template.OfType("AWS::Lambda::EventSourceMapping")
            .Select(mapping => template.Target(mapping.Properties["FunctionName"])).ToHashSet();
        foreach (var function in template.OfType("AWS::Lambda::Function").Where(function => !fed.Contains(function)))
        {
            var watched = Alarms()
                .Where(alarm => HasDimension(alarm, "FunctionName") && template.Target(Dimension(alarm, "FunctionName")) == function)
                .Select(alarm => alarm.Text("MetricName")).ToHashSet();
            Assert.True(
                watched.Contains("AsyncEventsDropped") || watched.Contains(MetricNames.NeedsAttention)
                    || watched.IsSupersetOf(["Errors", "Throttles"]),
                $"{function}: {string.Join(", ", watched)}");
        }
    }

    [Theory]
    [InlineData("ExecutionsFailed")]
    [InlineData("ExecutionsTimedOut")]
    [InlineData("ExecutionsAborted")]
    public void EveryWayInWhichASagaEndsBadly_RaisesAnAlarmAtOnce(string metric)
    {
        var alarm = Assert.Single(Alarms(metric));

        Assert.Equal("AWS::StepFunctions::StateMachine", template.Target(Dimension(alarm, "StateMachineArn")).Type);
        Assert.Equal((1, 60), (alarm.Number("Threshold"), alarm.Number("Period")));
    }

    [Fact]
    public void TheSlowestAnswersOfEveryApi_RaiseAnAlarm()
    {
        var slow = Alarms("Latency").ToList();

        Assert.Equal(
            template.OfType("AWS::ApiGateway::RestApi").Select(api => api.Text("Name")).Order(),
            slow.Select(alarm => Dimension(alarm, "ApiName").GetValue<string>()).Order());
        Assert.All(slow, alarm => Assert.Equal("p99", alarm.Text("ExtendedStatistic")));
    }

    /// <summary>Alarm and counting function agree on namespace, name and dimension: a difference would be silence for ever.</summary>
    [Theory]
    [InlineData(MetricNames.NeedsAttention, "ReconcilePayments", "Maximum", "GreaterThanOrEqualToThreshold")]
    [InlineData(MetricNames.NeedsAttention, "ReconcilePayments", "SampleCount", "LessThanThreshold")]
    [InlineData(MetricNames.RefundRetries, "RefundPayment", "Sum", "GreaterThanOrEqualToThreshold")]
    public void CountOfAFunction_RaisesAnAlarm(string metric, string function, string statistic, string comparison)
    {
        var alarm = Assert.Single(Alarms(metric), alarm => alarm.Text("Statistic") == statistic);

        Assert.Equal(CloudWatchMetrics.Namespace, alarm.Text("Namespace"));
        var counting = template.Target(Dimension(alarm, CloudWatchMetrics.Dimension));
        Assert.EndsWith($"/{function}/Function", counting.Path, StringComparison.Ordinal);
        Assert.Equal(comparison, alarm.Text("ComparisonOperator"));
    }

    [Fact]
    public void Alarms_TellTheDeployersTopic_WhereThereIsOne()
    {
        Assert.All(Alarms(), alarm =>
        {
            foreach (var actions in (string[])["AlarmActions", "OKActions"])
                Assert.Equal("arn:aws:sns:eu-west-1:123456789012:operators", $"{Assert.Single(alarm.Properties[actions]!.AsArray())}");
        });
        Assert.DoesNotContain(
            synthesis.Development.OfType("AWS::CloudWatch::Alarm"), alarm => alarm.Properties.ContainsKey("AlarmActions"));
    }

    [Fact]
    public void Dashboard_ShowsEveryAlarm()
    {
        var dashboard = Assert.Single(template.OfType("AWS::CloudWatch::Dashboard"));
        var body = SynthesizedTemplate.Flatten(dashboard.Properties["DashboardBody"]);
        var widget = JsonNode.Parse(body)!["widgets"]!.AsArray().Single(widget => widget!["type"]!.GetValue<string>() == "alarm")!;

        Assert.Equal(
            Alarms().Select(alarm => $"{{{alarm.Id}.Arn}}").Order(),
            widget["properties"]!["alarms"]!.AsArray().Select(arn => arn!.GetValue<string>()).Order());
    }

    [Fact]
    public void OperatorsMap_NamesEveryQueueAndFunction_AndFitsIntoAParameter()
    {
        var parameter = template.OfType("AWS::SSM::Parameter").Single(parameter => parameter.Text("Name") == "/platform/operations");
        var map = JsonNode.Parse(SynthesizedTemplate.Flatten(parameter.Properties["Value"]))!;

        Assert.Equal(
            template.OfType("AWS::SQS::Queue").Select(queue => queue.Text("QueueName")).Order(),
            map["queues"]!.AsArray().SelectMany(queue => (string[])[$"{queue!["name"]}", $"{queue["deadLetters"]}"])
                .Concat(map["streamFailures"]!.AsArray().Select(queue => $"{queue!["name"]}")).Order());
        Assert.Equal(template.OfType("AWS::Lambda::Function").Count, map["functions"]!.AsObject().Count);
        // 4 KB is the limit of a standard parameter. CloudFormation's names have up to 64 characters, these references about as many.
        Assert.InRange(map.ToJsonString().Length, 1, 3500);
    }

    private IEnumerable<Resource> Sources() =>
        template.OfType("AWS::Lambda::EventSourceMapping").Select(mapping => template.Target(mapping.Properties["EventSourceArn"]));

    private IEnumerable<Resource> Alarms(string? metric = null) =>
        template.OfType("AWS::CloudWatch::Alarm").Where(alarm => metric is null || alarm.Text("MetricName") == metric);

    private static bool HasDimension(Resource alarm, string name) =>
        alarm.Properties["Dimensions"]!.AsArray().Any(dimension => dimension!["Name"]!.GetValue<string>() == name);

    private static JsonNode Dimension(Resource alarm, string name) =>
        alarm.Properties["Dimensions"]!.AsArray().Single(dimension => dimension!["Name"]!.GetValue<string>() == name)!["Value"]!;
}
