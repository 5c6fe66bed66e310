using System.Text;
using Amazon.SQS.Model;
using Local.EventSources;

namespace Local.Tests.EventSources;

public sealed class SqsEventTests
{
    private const string Arn = "arn:aws:sqs:eu-west-1:000000000000:orders";

    [Fact]
    public void Event_HasLambdasForm()
    {
        var message = new Message
        {
            MessageId = "059f36b4-87a3-44ab-83d2-661975830a7d",
            ReceiptHandle = "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
            Body = """{"name":"Zoë \"Z\""}""",
            MD5OfBody = "e4e68fb7bd0e697a0ae8f1bb342846b3",
            Attributes = new() { ["ApproximateReceiveCount"] = "1", ["SentTimestamp"] = "1545082649183" },
            MessageAttributes = new()
            {
                ["eventName"] = new MessageAttributeValue { StringValue = "UserCreated", DataType = "String" },
                ["raw"] = new MessageAttributeValue { BinaryValue = new MemoryStream([1, 2, 3]), DataType = "Binary" },
            },
        };
        Assert.Equal(
            """
            {"Records":[{"messageId":"059f36b4-87a3-44ab-83d2-661975830a7d","receiptHandle":"AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a...",
            "body":"{\"name\":\"Zoë \\\"Z\\\"\"}","attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1545082649183"},
            "messageAttributes":{"eventName":{"stringValue":"UserCreated","stringListValues":[],"binaryListValues":[],"dataType":"String"},
            "raw":{"binaryValue":"AQID","stringListValues":[],"binaryListValues":[],"dataType":"Binary"}},
            "md5OfBody":"e4e68fb7bd0e697a0ae8f1bb342846b3","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:eu-west-1:000000000000:orders",
            "awsRegion":"eu-west-1"}]}
            """.ReplaceLineEndings(""),
            Encoding.UTF8.GetString(SqsEvent.Write([message], Arn).Span));
    }

    [Theory]
    [InlineData("""{"total":7}""", """{"body":{"total":[{"numeric":[">",5]}]}}""", true)]
    [InlineData("plain", """{"body":[{"prefix":"pl"}]}""", true)]
    [InlineData("plain", """{"body":{"total":[7]}}""", false)]
    public void Filter_SeesTheBodyParsed_WhenItIsJson(string body, string pattern, bool matches) =>
        Assert.Equal(matches, EventPattern.Parse(pattern).Matches(SqsEvent.ForFilter(new Message { MessageId = "1", ReceiptHandle = "r", Body = body }, Arn)));
}
