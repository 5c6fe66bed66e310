using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.SQS;
using Local.EventSources;
using Local.Lambda;
using Local.Tests.Support;

namespace Local.Tests.EventSources;

/// <summary>Queues and a stream with functions behind them, in the real emulators. Each function is the scripted one.</summary>
public sealed class EventSourceCloud : IAsyncLifetime
{
    private const string Function = """
        {'Type': 'AWS::Lambda::Function', 'Properties': {
          'Code': {'S3Bucket': 'assets', 'S3Key': 'function.zip'}, 'Handler': 'bootstrap', 'Runtime': 'provided.al2023', 'Timeout': 2,
          'Role': 'arn:aws:iam::000000000000:role/test'}}
        """;

    private const string QueueWithFunction = """
        '@nameQueue': {'Type': 'AWS::SQS::Queue', 'Properties': {'VisibilityTimeout': 2, 'RedrivePolicy': {
          'deadLetterTargetArn': {'Fn::GetAtt': ['DeadLetters', 'Arn']}, 'maxReceiveCount': 2}}},
        '@nameFunction': @function,
        '@nameMapping': {'Type': 'AWS::Lambda::EventSourceMapping', 'Properties': {
          'EventSourceArn': {'Fn::GetAtt': ['@nameQueue', 'Arn']}, 'FunctionName': {'Ref': '@nameFunction'},
          'FunctionResponseTypes': ['ReportBatchItemFailures'] @settings}},
        """;

    private const string Stream = """
        'Table': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
          'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
          'BillingMode': 'PAY_PER_REQUEST', 'StreamSpecification': {'StreamViewType': 'NEW_AND_OLD_IMAGES'}}},
        'Failures': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'failures'}},
        'DeadLetters': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'dead-letters'}},
        'Reader': @function,
        'Reading': {'Type': 'AWS::Lambda::EventSourceMapping', 'Properties': {
          'EventSourceArn': {'Fn::GetAtt': ['Table', 'StreamArn']}, 'FunctionName': {'Ref': 'Reader'}, 'StartingPosition': 'TRIM_HORIZON',
          'FunctionResponseTypes': ['ReportBatchItemFailures'], 'BisectBatchOnFunctionError': true, 'MaximumRetryAttempts': 1,
          'FilterCriteria': {'Filters': [{'Pattern': '{\"dynamodb\":{\"NewImage\":{\"text\":{\"S\":[{\"anything-but\":\"unwanted\"}]}}}}'}]},
          'DestinationConfig': {'OnFailure': {'Destination': {'Fn::GetAtt': ['Failures', 'Arn']}}}}}
        """;

    private readonly AssemblyFolder folder = new AssemblyFolder()
        .WithAsset("function.zip", AppContext.BaseDirectory)
        .With("Test", "{'Resources': {" + Queue("Ordinary") + Queue("Stoppable") + Queue("Pausable")
            + Queue("Filtered", """, 'FilterCriteria': {'Filters': [{'Pattern': '{\"body\":[{\"prefix\":\"wanted\"}]}'}]}""")
            + Queue("Narrow", ", 'BatchSize': 1, 'ScalingConfig': {'MaximumConcurrency': 2}")
            + Queue("Windowed", ", 'BatchSize': 3, 'MaximumBatchingWindowInSeconds': 2")
            + Stream.Replace("@function", Function, StringComparison.Ordinal) + "}}");
    private LocalCloud? cloud;

    public LocalCloud Cloud => cloud!;

    public AmazonSQSClient Sqs { get; private set; } = null!;

    public AmazonDynamoDBClient DynamoDb { get; private set; } = null!;

    public EventSourceOptions Options { get; } = new();

    public FunctionInvoker Functions => Cloud.Services.GetRequiredService<FunctionInvoker>();

    public EventSourcePollers Pollers => Cloud.Services.GetRequiredService<EventSourcePollers>();

    /// <summary>The name of a function, the URL of a queue, the name of a table.</summary>
    public string Ref(string logicalId) => Cloud.Deployment.Resources.Single(resource => resource.Definition.LogicalId == logicalId).Deployed.Ref;

    /// <summary>The records that a function has been given, in order, that hold a text.</summary>
    public IReadOnlyList<JsonNode> RecordsOf(string function, string text) =>
        [.. Cloud.Services.GetRequiredService<FunctionLog>().Read(Ref(function))
            .Where(line => line.Text.StartsWith("record ", StringComparison.Ordinal) && line.Text.Contains(text, StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line.Text["record ".Length..])!)];

    public async Task<IReadOnlyList<JsonNode>> WaitForRecordsAsync(string function, string text, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (RecordsOf(function, text).Count < count)
            await Task.Delay(10, deadline.Token);
        return RecordsOf(function, text);
    }

    /// <summary>Waits until a queue holds this many messages, visible or not.</summary>
    public async Task WaitForMessagesAsync(string queue, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await CountAsync(queue) is var (visible, taken) && visible + taken != count)
            await Task.Delay(20, deadline.Token);
    }

    public async Task<(int Visible, int Taken)> CountAsync(string queue)
    {
        var attributes = await Sqs.GetQueueAttributesAsync(Ref(queue), ["All"]);
        return (attributes.ApproximateNumberOfMessages, attributes.ApproximateNumberOfMessagesNotVisible);
    }

    public async Task InitializeAsync()
    {
        cloud = await LocalCloud.StartAsync(new LocalCloudOptions
        {
            PublicPort = 0,
            AwsPort = 0,
            Quiet = true,
            CloudAssembly = folder.Path,
            Output = TextWriter.Null,
            Configure = services => EverythingAllowed.In(services.AddSingleton(Options)),
        });
        var address = cloud.AwsUrl.ToString();
        Sqs = new AmazonSQSClient(TestCloud.Developer, new AmazonSQSConfig { ServiceURL = address, AuthenticationRegion = "eu-west-1" });
        DynamoDb = new AmazonDynamoDBClient(TestCloud.Developer, new AmazonDynamoDBConfig { ServiceURL = address, AuthenticationRegion = "eu-west-1" });
    }

    public async Task DisposeAsync()
    {
        Sqs.Dispose();
        DynamoDb.Dispose();
        await Cloud.DisposeAsync();
        folder.Dispose();
    }

    private static string Queue(string name, string settings = "") => QueueWithFunction
        .Replace("@name", name, StringComparison.Ordinal)
        .Replace("@settings", settings, StringComparison.Ordinal)
        .Replace("@function", Function, StringComparison.Ordinal);
}

[CollectionDefinition(Name)]
public sealed class SharedEventSources : ICollectionFixture<EventSourceCloud>
{
    public const string Name = "event sources";
}
