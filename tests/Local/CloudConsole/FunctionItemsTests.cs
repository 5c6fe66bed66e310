using System.Text;
using Local.CloudConsole.Activity;
using Local.CloudConsole.Stories;
using Local.Lambda;

namespace Local.Tests.CloudConsole;

public sealed class FunctionItemsTests
{
    private const string Id = "pur_0123456789abcdefghjkmnpqrs";

    private DateTimeOffset now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void MessageThatNeededTwoDeliveries_IsOneItem_WithBoth()
    {
        var items = Tell(
            Invoked("CreateUser", Batch(receive: 1), """{"batchItemFailures":[{"itemIdentifier":"m-1"}]}"""),
            Invoked("CreateUser", Batch(receive: 2), """{"batchItemFailures":[]}"""));

        var item = Assert.Single(items);
        Assert.Equal((ItemKind.Message, "PaymentSuccessful → users → CreateUser", Outcome.Done), (item.Kind, item.Title, item.Outcome));
        Assert.Equal([(1, Outcome.Failed), (2, Outcome.Done)], item.Attempts.Select(attempt => (attempt.Receive, attempt.Outcome)));
    }

    [Fact]
    public void FunctionThatFails_FailsItsMessages_AndSaysWhy()
    {
        var item = Assert.Single(Tell(Invoked("CreateUser", Batch(), """{"errorType":"Runtime.ExitError","errorMessage":"killed"}""", failed: true)));

        Assert.Equal((Outcome.Failed, "Runtime.ExitError: killed"), (item.Outcome, item.Problem));
    }

    [Fact]
    public void MessagesOfOthersInABatch_AreLeftOut() =>
        Assert.Empty(Tell(Invoked("CreateUser", Batch(purchase: "pur_99999999999999999999999999"), "{}")));

    [Fact]
    public void Checkout_IsTold_WithStatusAndTime()
    {
        var item = Assert.Single(Tell(Invoked(
            "Bff", """{"httpMethod":"POST","path":"/checkout"}""", $$"""{"statusCode":402,"body":"{\"purchaseId\":\"{{Id}}\"}"}""")));

        Assert.Equal((ItemKind.Http, "POST /checkout", Outcome.Failed, 30), (item.Kind, item.Title, item.Outcome, item.Milliseconds));
        Assert.Contains(new Fact("status", "402"), item.Facts);
        Assert.Empty(item.Documents); // an answer holds the token that shows the purchase
    }

    [Fact]
    public void PageThatAsksAgainAndAgain_IsToldOnce()
    {
        var asked = Enumerable.Range(0, 5).Select(_ => Invoked("Bff", $$"""{"httpMethod":"GET","path":"/purchases/{{Id}}"}""", """{"statusCode":200}"""));

        Assert.Equal($"GET /purchases/{Id}, 5 times", Assert.Single(Tell([.. asked])).Title);
    }

    [Fact]
    public void WhatIsUnderWay_Waits() => Assert.Equal(
        Outcome.Waiting, Assert.Single(Tell(Invoked("CreateUser", Batch(), answer: null))).Outcome);

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("""{"Records":"none"}""")]
    public void EventOfAnotherForm_IsACall(string payload) => Assert.Equal(ItemKind.Call, Assert.Single(Tell(Invoked("Odd", payload, "null"))).Kind);

    private static List<StoryItem> Tell(params RecordedInvocation[] invocations) => [.. FunctionItems.Of(Id, invocations, new Dictionary<string, string>())];

    private RecordedInvocation Invoked(string function, string payload, string? answer, bool failed = false) => new(
        new LambdaFunction(function, $"arn:{function}", "bootstrap", 256, TimeSpan.FromSeconds(3), null, "role", "", new Dictionary<string, string>()),
        Guid.NewGuid().ToString(), now = now.AddSeconds(1), Encoding.UTF8.GetBytes(payload))
    {
        End = answer is null ? null : new(TimeSpan.FromMilliseconds(30), Encoding.UTF8.GetBytes(answer), failed),
    };

    private static string Batch(int receive = 1, string purchase = Id) => $$"""
        {
          "Records": [{
            "messageId": "m-1", "body": "{\"purchaseId\":\"{{purchase}}\"}", "attributes": { "ApproximateReceiveCount": "{{receive}}" },
            "messageAttributes": { "eventName": { "stringValue": "PaymentSuccessful" } }, "eventSource": "aws:sqs",
            "eventSourceARN": "arn:aws:sqs:eu-west-1:000000000000:users"
          }]
        }
        """;
}
