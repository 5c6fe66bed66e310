using System.Text.Json.Nodes;
using Cdk;

namespace Template.Tests;

[Collection(nameof(Synthesis))]
public sealed class QueueTests(Synthesis synthesis)
{
    private const int FourteenDays = 14 * 24 * 3600;

    private readonly SynthesizedTemplate template = synthesis.Production;

    [Fact]
    public void EveryQueue_KeepsMessagesFor14Days_EncryptedAndOverTlsOnly()
    {
        var tlsOnly = template.OfType("AWS::SQS::QueuePolicy")
            .Where(policy => policy.Properties["PolicyDocument"]!["Statement"]!.AsArray().Any(DeniesPlainText))
            .SelectMany(policy => policy.Properties["Queues"]!.AsArray().Select(template.Target))
            .ToHashSet();

        Assert.All(template.OfType("AWS::SQS::Queue"), queue =>
        {
            Assert.Equal(FourteenDays, queue.Number("MessageRetentionPeriod"));
            Assert.True(queue.Properties["SqsManagedSseEnabled"]!.GetValue<bool>());
            Assert.Contains(queue, tlsOnly);
        });
    }

    [Fact]
    public void EveryQueueOfTheMap_HasItsDeadLetterQueue_OneDeliveryAfterTheLastAttempt()
    {
        foreach (var name in PurchaseEvents.Hops.Select(hop => hop.Queue).Distinct())
        {
            var queue = QueueNamed(name);
            var deadLetters = template.Target(queue.Properties["RedrivePolicy"]!["deadLetterTargetArn"]);
            Assert.Equal($"{name}-dlq", deadLetters.Text("QueueName"));
            Assert.Equal(6, queue.Properties["RedrivePolicy"]!["maxReceiveCount"]!.GetValue<int>());
            Assert.Equal("5", FunctionOf(queue).Properties["Environment"]!["Variables"]!["MAX_ATTEMPTS"]!.GetValue<string>());
        }
    }

    [Fact]
    public void EveryPolledQueue_StaysInvisible_SixTimesTheFunctionsTimeoutAndTheWindow()
    {
        Assert.All(QueueMappings(), mapping =>
        {
            var queue = template.Target(mapping.Properties["EventSourceArn"]);
            var timeout = template.Target(mapping.Properties["FunctionName"]).Number("Timeout");
            var window = mapping.Properties["MaximumBatchingWindowInSeconds"]?.GetValue<int>() ?? 0;
            Assert.True(queue.Number("VisibilityTimeout") >= 6 * timeout + window, $"{queue} becomes visible too early");
        });
    }

    [Fact]
    public void EveryMapping_ReportsPartialFailures()
    {
        Assert.All(template.OfType("AWS::Lambda::EventSourceMapping"), mapping =>
            Assert.Contains("ReportBatchItemFailures", Texts(mapping.Properties["FunctionResponseTypes"])));
    }

    [Fact]
    public void EveryQueueMapping_LimitsItsConcurrency()
    {
        Assert.All(QueueMappings(), mapping =>
            Assert.InRange(mapping.Properties["ScalingConfig"]!["MaximumConcurrency"]!.GetValue<int>(), 2, 100));
    }

    [Fact]
    public void PurchasesStream_BisectsBoundsItsRetries_AndSpillsToAQueue()
    {
        var stream = template.At("BillingGates/StartSaga/Polling");

        var purchases = template.At("Purchases");
        Assert.Equal("NEW_AND_OLD_IMAGES", purchases.Properties["StreamSpecification"]!["StreamViewType"]!.GetValue<string>());
        Assert.Equal(purchases, template.Target(stream.Properties["EventSourceArn"]));
        Assert.True(stream.Properties["BisectBatchOnFunctionError"]!.GetValue<bool>());
        Assert.InRange(stream.Number("MaximumRetryAttempts"), 1, 100);
        Assert.Equal("TRIM_HORIZON", stream.Text("StartingPosition"));
        Assert.Equal("AWS::SQS::Queue", template.Target(stream.Properties["DestinationConfig"]!["OnFailure"]!["Destination"]).Type);
        var pattern = Assert.Single(stream.Properties["FilterCriteria"]!["Filters"]!.AsArray())!["Pattern"]!.GetValue<string>();
        Assert.Equal(
            """{"dynamodb":{"OldImage":{"status":{"S":["PAYMENT_PENDING"]}},"NewImage":{"status":{"S":["PAID"]}}}}""", pattern);
    }

    private IEnumerable<Resource> QueueMappings() => template.OfType("AWS::Lambda::EventSourceMapping")
        .Where(mapping => template.Target(mapping.Properties["EventSourceArn"]).Type == "AWS::SQS::Queue");

    private Resource QueueNamed(string name) =>
        template.OfType("AWS::SQS::Queue").Single(queue => queue.Properties["QueueName"]?.GetValue<string>() == name);

    private Resource FunctionOf(Resource queue) => template.Target(
        QueueMappings().Single(mapping => template.Target(mapping.Properties["EventSourceArn"]) == queue).Properties["FunctionName"]);

    private static bool DeniesPlainText(JsonNode? statement) =>
        statement!["Effect"]!.GetValue<string>() == "Deny"
        && statement["Action"]!.GetValue<string>() == "sqs:*"
        && statement["Condition"]?["Bool"]?["aws:SecureTransport"]?.GetValue<string>() == "false";

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => item!.GetValue<string>());
}
