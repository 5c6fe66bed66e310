using System.Text.Json.Nodes;
using Local.CloudConsole.Topology;
using Local.Deployment;

namespace Local.Tests.CloudConsole;

public sealed class PartsReaderTests
{
    private readonly List<(TemplateResource, DeployedResource)> resources = Deployed.Shop();

    [Fact]
    public void EveryWayOfAnEvent_IsALink()
    {
        var parts = PartsReader.Read(resources);

        Assert.Equal(
        [
            "Api → Checkout", "Checkout → Purchases (data)", "Checkout → Saga", "CreateUser → Users (data)", "Purchases → StartSaga",
            "Saga → Purchases (data)", "Saga → purchase-events", "StartSaga → Saga", "Sweep → Checkout", "purchase-events → users",
            "users → CreateUser",
        ], LinksOf(parts).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void DeadLetterQueues_AreShownAtTheirOwners_AndHaveNoPlaceOfTheirOwn()
    {
        var parts = PartsReader.Read(resources);

        Assert.Equal(
            [("failures", "Shop/StartSaga"), ("users-dlq", "Shop/Users-queue")],
            parts.All.Where(part => part.DeadLettersOf is not null).Select(part => (part.Name, part.DeadLettersOf!)).Order());
        Assert.DoesNotContain(parts.Placed, part => part.Name is "failures" or "users-dlq");
    }

    [Fact]
    public void ConsumerThatIsDeployedLater_AppearsByItself()
    {
        resources.AddRange(Deployed.Consumer("Crm"));

        var links = LinksOf(PartsReader.Read(resources));

        Assert.Contains("purchase-events → crm", links);
        Assert.Contains("crm → Crm", links);
    }

    [Fact]
    public void HelpersOfTheDeployment_AreLeftOut() =>
        Assert.DoesNotContain(PartsReader.Read(resources).All, part => part.Name is "BucketUpload" or "Unused");

    private static List<string> LinksOf(Parts parts)
    {
        var names = parts.All.ToDictionary(part => part.Id, part => part.Name);
        return [.. parts.Links.Select(link => $"{names[link.From]} → {names[link.To]}{(link.IsData ? " (data)" : "")}")];
    }
}

/// <summary>What a deployment leaves behind, with the properties that say how things hang together.</summary>
internal static class Deployed
{
    private const string Arn = "arn:aws:lambda:eu-west-1:000000000000:function:";
    private const string Table = "arn:aws:dynamodb:eu-west-1:000000000000:table/purchases-table";
    private const string Topic = "arn:aws:sns:eu-west-1:000000000000:purchase-events";
    private const string Machine = "arn:aws:states:eu-west-1:000000000000:stateMachine:saga";

    public static List<(TemplateResource Definition, DeployedResource Deployed)> Shop() =>
    [
        Resource("Api", "AWS::ApiGateway::RestApi", "api-1", "{}"),
        Resource("Post", "AWS::ApiGateway::Method", "post", $$"""
            { "RestApiId": "api-1", "Integration": { "Uri": "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{{Arn}}checkout/invocations" } }
            """),
        Function("Checkout", "checkout", $$"""{ "TABLE": "purchases-table", "SAGA": "{{Machine}}:live", "LIMIT": "5" }"""),
        Function("StartSaga", "start-saga", $$"""{ "SAGA": "{{Machine}}:live" }"""),
        Resource("Sweep", "AWS::Events::Rule", "sweep", $$"""{ "Targets": [{ "Arn": "{{Arn}}checkout:live" }] }"""),
        Resource("Purchases", "AWS::DynamoDB::Table", "purchases-table", "{}", ("Arn", Table), ("StreamArn", $"{Table}/stream/2026-11-23T10:00:00.000")),
        Resource("Users", "AWS::DynamoDB::Table", "users-table", "{}"),
        Resource("Stream", "AWS::Lambda::EventSourceMapping", "m-1", $$"""
            {
              "EventSourceArn": "{{Table}}/stream/2026-11-23T10:00:00.000", "FunctionName": "start-saga",
              "DestinationConfig": { "OnFailure": { "Destination": "arn:aws:sqs:eu-west-1:000000000000:failures" } }
            }
            """),
        Queue("Failures", "failures"),
        Resource("Saga", "AWS::StepFunctions::StateMachine", Machine, $$"""
            { "DefinitionString": "{ \"TopicArn\": \"{{Topic}}\", \"TableName\": \"purchases-table\" }" }
            """, ("Arn", Machine)),
        Resource("Topic", "AWS::SNS::Topic", Topic, "{}", ("TopicName", "purchase-events")),
        Queue("Users-dlq", "users-dlq"),
        .. Consumer("CreateUser", "users", """{ "TABLE": "users-table" }""", """{ "deadLetterTargetArn": "arn:aws:sqs:eu-west-1:000000000000:users-dlq" }"""),
        Resource("BucketUpload", "AWS::Lambda::Function", "upload", """{ "Runtime": "python3.13" }"""),
        Resource("Unused", "AWS::S3::Bucket", "unused", "{}"),
    ];

    /// <summary>A queue that hears of everything, and the function that reads it.</summary>
    public static List<(TemplateResource Definition, DeployedResource Deployed)> Consumer(
        string function, string? queue = null, string variables = "{}", string redrive = "{}")
    {
        queue ??= function.ToLowerInvariant();
        return
        [
            Queue($"{char.ToUpperInvariant(queue[0])}{queue[1..]}-queue", queue, $$"""{ "RedrivePolicy": {{redrive}} }"""),
            Resource($"{function}Hears", "AWS::SNS::Subscription", "s", $$"""{ "TopicArn": "{{Topic}}", "Endpoint": "arn:aws:sqs:eu-west-1:000000000000:{{queue}}" }"""),
            Function(function, function.ToLowerInvariant(), variables),
            Resource($"{function}Reads", "AWS::Lambda::EventSourceMapping", "m", $$"""
                { "EventSourceArn": "arn:aws:sqs:eu-west-1:000000000000:{{queue}}", "FunctionName": "{{function.ToLowerInvariant()}}" }
                """),
        ];
    }

    private static (TemplateResource, DeployedResource) Queue(string id, string name, string properties = "{}") => Resource(
        id, "AWS::SQS::Queue", $"http://localhost:4566/000000000000/{name}", properties,
        ("Arn", $"arn:aws:sqs:eu-west-1:000000000000:{name}"), ("QueueName", name));

    private static (TemplateResource, DeployedResource) Function(string id, string name, string variables) => Resource(
        id, "AWS::Lambda::Function", name, $$"""{ "Runtime": "provided.al2023", "Environment": { "Variables": {{variables}} } }""", ("Arn", Arn + name));

    private static (TemplateResource, DeployedResource) Resource(
        string id, string type, string reference, string properties, params (string Name, string Value)[] attributes) => (
        new("Shop", id, type, $"Shop/{id}/Resource", JsonNode.Parse(properties)!.AsObject()),
        new(reference, attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value)));
}
