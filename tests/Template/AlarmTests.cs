using System.Text.Json.Nodes;

namespace Template.Tests;

[Collection(nameof(Synthesis))]
public sealed class AlarmTests(Synthesis synthesis)
{
    private readonly SynthesizedTemplate template = synthesis.Production;

    [Fact]
    public void EveryQueueForFailures_RaisesAnAlarmAtItsFirstMessage()
    {
        var mapped = template.OfType("AWS::Lambda::EventSourceMapping")
            .Select(mapping => template.Target(mapping.Properties["EventSourceArn"]))
            .ToHashSet();
        var failureQueues = template.OfType("AWS::SQS::Queue").Where(queue => !mapped.Contains(queue)).ToList();
        Assert.Equal(mapped.Count, failureQueues.Count); // one behind each polled queue, and one behind the stream

        Assert.All(failureQueues, queue => Assert.Contains(Alarms("ApproximateNumberOfMessagesVisible"), alarm =>
            template.Target(Dimension(alarm, "QueueName")) == queue && alarm.Number("Threshold") == 1));
    }

    [Theory]
    [InlineData("ExecutionsFailed", "StateMachineArn", "AWS::StepFunctions::StateMachine")]
    [InlineData("ExecutionsTimedOut", "StateMachineArn", "AWS::StepFunctions::StateMachine")]
    [InlineData("IteratorAge", "FunctionName", "AWS::Lambda::Function")]
    [InlineData("AsyncEventsDropped", "FunctionName", "AWS::Lambda::Function")]
    public void Trouble_RaisesAnAlarm(string metric, string dimension, string type) =>
        Assert.Equal([type], Alarms(metric).Select(alarm => template.Target(Dimension(alarm, dimension)).Type).Distinct());

    [Fact]
    public void ServerErrorsOfEveryApi_RaiseAnAlarm() => Assert.Equal(
        template.OfType("AWS::ApiGateway::RestApi").Select(api => api.Text("Name")).Order(),
        Alarms("5XXError").Select(alarm => Dimension(alarm, "ApiName").GetValue<string>()).Order());

    [Fact]
    public void EveryAlarm_SaysWhatHappened_AndStaysQuietWithoutData_UnlessSilenceIsTheTrouble()
    {
        Assert.All(template.OfType("AWS::CloudWatch::Alarm"), alarm =>
        {
            var watchesForSilence = alarm.Text("ComparisonOperator") == "LessThanThreshold";
            Assert.NotEmpty(alarm.Text("AlarmDescription"));
            Assert.Equal(watchesForSilence ? "breaching" : "notBreaching", alarm.Text("TreatMissingData"));
            Assert.Equal(watchesForSilence ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold", alarm.Text("ComparisonOperator"));
        });
    }

    private IEnumerable<Resource> Alarms(string metric) =>
        template.OfType("AWS::CloudWatch::Alarm").Where(alarm => alarm.Text("MetricName") == metric);

    private static JsonNode Dimension(Resource alarm, string name) =>
        alarm.Properties["Dimensions"]!.AsArray().Single(dimension => dimension!["Name"]!.GetValue<string>() == name)!["Value"]!;
}
