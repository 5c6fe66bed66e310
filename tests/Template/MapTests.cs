using Cdk;
using Contracts;

namespace Template.Tests;

/// <summary>The map, the saga, the contracts and the template say the same.</summary>
[Collection(nameof(Synthesis))]
public sealed class MapTests(Synthesis synthesis)
{
    private static readonly IReadOnlyList<string> EventsOfTheContract =
        typeof(PurchaseEvent).Assembly.GetTypes().Where(type => type.BaseType == typeof(PurchaseEvent)).Select(type => type.Name).ToList();

    private readonly SynthesizedTemplate template = synthesis.Production;

    [Fact]
    public void EveryEvent_IsPublishedByTheSaga_AndReachesASubscriber()
    {
        Assert.NotEmpty(EventsOfTheContract);
        Assert.Equal(EventsOfTheContract.Order(), SagaDefinition.Of(template).PublishedEvents.Distinct().Order());
        Assert.Equal(EventsOfTheContract.Order(), PurchaseEvents.Hops.Select(hop => hop.Event).Distinct().Order());
    }

    [Fact]
    public void Subscriptions_AreExactlyTheHopsOfTheMap_DeliveredRaw()
    {
        var hops = new List<Hop>();
        foreach (var subscription in template.OfType("AWS::SNS::Subscription"))
        {
            Assert.Equal("purchase-events", template.Target(subscription.Properties["TopicArn"]).Text("TopicName"));
            Assert.True(subscription.Properties["RawMessageDelivery"]!.GetValue<bool>());
            var filter = Assert.Single(subscription.Properties["FilterPolicy"]!.AsObject());
            Assert.Equal("eventName", filter.Key);

            var queue = template.Target(subscription.Properties["Endpoint"]);
            var function = Path.GetDirectoryName(FunctionBehind(queue).Path)!;
            hops.AddRange(filter.Value!.AsArray().Select(name => new Hop(name!.GetValue<string>(), queue.Text("QueueName"), function)));
        }

        Assert.Equal(InOrder(PurchaseEvents.Hops), InOrder(hops));
    }

    [Fact]
    public void TopicSendsWhatItCannotDeliver_ToTheDeadLetterQueueOfTheConsumer()
    {
        Assert.All(template.OfType("AWS::SNS::Subscription"), subscription =>
        {
            var queue = template.Target(subscription.Properties["Endpoint"]);
            Assert.Equal(
                template.Target(queue.Properties["RedrivePolicy"]!["deadLetterTargetArn"]),
                template.Target(subscription.Properties["RedrivePolicy"]!["deadLetterTargetArn"]));
        });
    }

    [Fact]
    public void OnlyTheTopic_MaySendToTheQueues()
    {
        var senders = template.OfType("AWS::SQS::QueuePolicy")
            .SelectMany(policy => policy.Properties["PolicyDocument"]!["Statement"]!.AsArray())
            .Where(statement => statement!["Effect"]!.GetValue<string>() == "Allow");

        Assert.All(senders, statement =>
        {
            Assert.Equal("sqs:SendMessage", statement!["Action"]!.GetValue<string>());
            Assert.Equal("sns.amazonaws.com", statement["Principal"]!["Service"]!.GetValue<string>());
            Assert.Equal("AWS::SNS::Topic", template.Target(statement["Condition"]!["ArnEquals"]!["aws:SourceArn"]).Type);
        });
    }

    private Resource FunctionBehind(Resource queue) => template.Target(template.OfType("AWS::Lambda::EventSourceMapping")
        .Single(mapping => template.Target(mapping.Properties["EventSourceArn"]) == queue).Properties["FunctionName"]);

    private static IEnumerable<Hop> InOrder(IEnumerable<Hop> hops) =>
        hops.OrderBy(hop => hop.Queue, StringComparer.Ordinal).ThenBy(hop => hop.Event, StringComparer.Ordinal);
}
