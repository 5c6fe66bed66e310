using System.Text.Json;
using Amazon.CDK;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.StepFunctions;
using Amazon.CDK.AWS.StepFunctions.Tasks;
using Constructs;
using Contracts;

namespace Cdk.Constructs;

/// <summary>The kinds of states that the saga is told in.</summary>
internal sealed class SagaStates(Construct scope, ITopic topic, ServiceTable purchases)
{
    /// <summary>A day less than the queues keep a message: a participant never gets a question whose asker has given up for long.</summary>
    private const int PatienceInDays = 13;

    /// <summary>A JSON null; jsii drops null values on their way to the template.</summary>
    public static string Null => JsonPath.StringToJson("null").ToString()!;

    /// <summary>The value at a path of the execution's state, of whatever type it is.</summary>
    public static string At(string path) => JsonPath.StringAt(path);

    /// <summary>Publishes an event and waits for the answer of the one participant that it asks.</summary>
    public CustomState Ask(string name, string @event, string answer, Dictionary<string, string> data)
    {
        var ask = PublishAndWait(name, @event, answer, data);
        ask.AddRetry(SagaRetries.PublishForAnHour());
        return ask;
    }

    /// <summary>As <see cref="Ask"/>, with more patience: giving up here needs a person.</summary>
    public CustomState AskForRefund(string name, string @event, string answer, Dictionary<string, string> data)
    {
        var ask = PublishAndWait(name, @event, answer, data);
        ask.AddRetry(SagaRetries.PublishForADay());
        ask.AddRetry(SagaRetries.RefundForFiveDays());
        return ask;
    }

    /// <summary>Publishes an event that nobody answers.</summary>
    public SnsPublish Tell(string name, string @event, Dictionary<string, string> data)
    {
        var tell = new SnsPublish(scope, name, new SnsPublishProps
        {
            Topic = topic,
            Message = TaskInput.FromObject(Envelope(@event, data)),
            MessageAttributes = new Dictionary<string, IMessageAttribute>
            {
                ["eventName"] = new MessageAttribute { DataType = MessageAttributeDataType.STRING, Value = @event },
            },
            ResultPath = JsonPath.DISCARD,
        });
        tell.AddRetry(SagaRetries.AnythingForADay());
        return tell;
    }

    /// <summary>
    /// Writes a decision to the purchase, or a step that leaves its status as it is, and when it was. Once, and only over the statuses
    /// that it may follow; a repetition changes nothing. A final status takes the purchase out of the index of the open ones.
    /// </summary>
    public DynamoUpdateItem Record(string name, PurchaseStatus status, string at, PurchaseStatus[] onlyFrom, Dictionary<string, string> set)
    {
        var values = set.ToDictionary(field => $":{field.Key}", field => DynamoAttributeValue.FromString(field.Value));
        values[":now"] = DynamoAttributeValue.FromString(JsonPath.StateEnteredTime);
        values[":status"] = DynamoAttributeValue.FromString(NameOf(status));
        foreach (var before in onlyFrom)
            values[$":{before}"] = DynamoAttributeValue.FromString(NameOf(before));

        var record = new DynamoUpdateItem(scope, name, new DynamoUpdateItemProps
        {
            Table = purchases,
            Key = new Dictionary<string, DynamoAttributeValue>
            {
                ["purchaseId"] = DynamoAttributeValue.FromString(At("$.purchaseId")),
            },
            ConditionExpression = $"#status IN ({string.Join(", ", onlyFrom.Select(before => $":{before}").Append(":status"))})",
            UpdateExpression = $"SET #status = :status, {at} = if_not_exists({at}, :now)"
                + string.Concat(set.Keys.Select(field => $", {field} = :{field}"))
                + (status is PurchaseStatus.Completed or PurchaseStatus.Refunded ? " REMOVE openBucket" : ""),
            ExpressionAttributeNames = new Dictionary<string, string> { ["#status"] = "status" },
            ExpressionAttributeValues = values,
            ResultPath = JsonPath.DISCARD,
        });
        record.AddRetry(SagaRetries.NeverARefusedCondition());
        record.AddRetry(SagaRetries.AnythingForADay());
        return record;
    }

    /// <summary>Puts fixed values into the state of the execution.</summary>
    public Pass Remember(string name, string path, Dictionary<string, string> values) =>
        new(scope, name, new PassProps
        {
            Parameters = values.ToDictionary(field => field.Key, object (field) => field.Value),
            ResultPath = path,
        });

    // SnsPublish would put the token into the message too. There it would end up in logs; the contract has it as an attribute.
    private CustomState PublishAndWait(string name, string @event, string answer, Dictionary<string, string> data) =>
        new(scope, name, new CustomStateProps
        {
            StateJson = new Dictionary<string, object>
            {
                ["Type"] = "Task",
                ["Resource"] = $"arn:{Aws.PARTITION}:states:::sns:publish.waitForTaskToken",
                ["TimeoutSeconds"] = Duration.Days(PatienceInDays).ToSeconds(),
                ["Parameters"] = FieldUtils.RenderObject(new Dictionary<string, object>
                {
                    ["TopicArn"] = topic.TopicArn,
                    ["Message"] = Envelope(@event, data),
                    ["MessageAttributes"] = new Dictionary<string, object>
                    {
                        ["eventName"] = Text(@event),
                        ["taskToken"] = Text(JsonPath.TaskToken),
                    },
                })!,
                ["ResultPath"] = answer,
            },
        });

    private static Dictionary<string, object> Envelope(string @event, Dictionary<string, string> data) => new()
    {
        ["eventName"] = @event,
        ["eventId"] = JsonPath.Format($"{{}}:{@event}", At("$.purchaseId")),
        ["timestamp"] = JsonPath.StateEnteredTime,
        ["traceId"] = At("$.traceId"),
        ["data"] = new Dictionary<string, string>(data)
        {
            ["purchaseId"] = At("$.purchaseId"),
            ["customerEmail"] = At("$.customerEmail"),
            ["productId"] = At("$.productId"),
            ["amount"] = At("$.amount"),
            ["currency"] = At("$.currency"),
        },
    };

    private static Dictionary<string, object> Text(string value) => new() { ["DataType"] = "String", ["StringValue"] = value };

    private static string NameOf(PurchaseStatus status) => JsonSerializer.SerializeToElement(status).GetString()!;
}
