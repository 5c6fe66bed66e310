using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SQS;
using Local.Clock;
using Local.Endpoint;
using Local.Faults;
using Local.Lambda;
using Local.Tests.Support;

namespace Local.Tests.Faults;

/// <summary>A cloud with a movable clock: a queue whose function makes the calls that messages ask for, and a stream with a reader.</summary>
public sealed class FaultCloud : IAsyncLifetime
{
    private const string Function = """
        {'Type': 'AWS::Lambda::Function', 'Properties': {
          'Code': {'S3Bucket': 'assets', 'S3Key': 'function.zip'}, 'Handler': 'bootstrap', 'Runtime': 'provided.al2023', 'Timeout': 10,
          'Role': 'arn:aws:iam::000000000000:role/caller'}, 'Metadata': {'aws:cdk:path': 'Test/Service/@name/Function/Resource'}}
        """;

    private static readonly string Template = """
        {'Resources': {
          'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'work', 'VisibilityTimeout': 60}},
          'Tokens': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': 'tokens'}},
          'Table': {'Type': 'AWS::DynamoDB::Table', 'Properties': {
            'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}], 'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
            'BillingMode': 'PAY_PER_REQUEST', 'StreamSpecification': {'StreamViewType': 'NEW_IMAGE'}}},
          'Worker': @Worker, 'Reader': @Reader, 'Gatherer': @Gatherer,
          'Working': {'Type': 'AWS::Lambda::EventSourceMapping', 'Properties': {
            'EventSourceArn': {'Fn::GetAtt': ['Queue', 'Arn']}, 'FunctionName': {'Ref': 'Worker'}, 'FunctionResponseTypes': ['ReportBatchItemFailures']}},
          'Reading': {'Type': 'AWS::Lambda::EventSourceMapping', 'Properties': {
            'EventSourceArn': {'Fn::GetAtt': ['Table', 'StreamArn']}, 'FunctionName': {'Ref': 'Reader'}, 'StartingPosition': 'TRIM_HORIZON'}},
          'Gathering': {'Type': 'AWS::Lambda::EventSourceMapping', 'Properties': {'MaximumBatchingWindowInSeconds': 300,
            'EventSourceArn': {'Fn::GetAtt': ['Table', 'StreamArn']}, 'FunctionName': {'Ref': 'Gatherer'}, 'StartingPosition': 'TRIM_HORIZON'}},
          'Machine': {'Type': 'AWS::StepFunctions::StateMachine', 'Properties': {
            'RoleArn': 'arn:aws:iam::000000000000:role/machine', 'DefinitionSubstitutions': {'Queue': {'Ref': 'Tokens'}},
            'Definition': {'StartAt': 'Ask', 'States': {'Ask': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'End': true,
              'TimeoutSeconds': 3600, 'Parameters': {'QueueUrl': '${Queue}', 'MessageBody': {'token.$': '$$.Task.Token', 'id.$': '$$.Execution.Name'}},
              'Retry': [{'ErrorEquals': ['States.TaskFailed'], 'IntervalSeconds': 600, 'MaxAttempts': 3}]}}}}}
        }}
        """.Replace("@Worker", Function.Replace("@name", "Worker", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("@Reader", Function.Replace("@name", "Reader", StringComparison.Ordinal), StringComparison.Ordinal)
        .Replace("@Gatherer", Function.Replace("@name", "Gatherer", StringComparison.Ordinal), StringComparison.Ordinal);

    private readonly AssemblyFolder folder =
        new AssemblyFolder().WithAsset("function.zip", AppContext.BaseDirectory).With("Test", Template);
    private LocalCloud? cloud;

    public LocalCloud Cloud => cloud!;

    public FaultEngine Faults => Cloud.Services.GetRequiredService<FaultEngine>();

    public MovableClock Clock => Cloud.Services.GetRequiredService<MovableClock>();

    public AmazonSQSClient Sqs { get; private set; } = null!;

    public AmazonDynamoDBClient DynamoDb { get; private set; } = null!;

    public static string NewPurchase() => $"pur_{Guid.NewGuid():n}"[..30];

    /// <summary>A call that a function of this cloud makes.</summary>
    public JsonObject Put(string id) => new()
    {
        ["do"] = "call",
        ["service"] = "dynamodb",
        ["target"] = "DynamoDB_20120810.PutItem",
        ["body"] = new JsonObject
        {
            ["TableName"] = Ref("Table"),
            ["Item"] = new JsonObject { ["id"] = new JsonObject { ["S"] = id }, ["text"] = new JsonObject { ["S"] = id } },
        },
    };

    public Task SendAsync(JsonObject message) => Sqs.SendMessageAsync(Ref("Queue"), message.ToJsonString());

    public async Task<bool> ExistsAsync(string id) =>
        (await DynamoDb.GetItemAsync(Ref("Table"), new() { ["id"] = new(id) }, consistentRead: true)).Item is { Count: > 0 };

    public Task QuietAsync() => Cloud.Services.GetRequiredService<CloudActivity>().WhenQuietAsync(TimeSpan.FromSeconds(60));

    public Task<InvocationResult> InvokeAsync(string function, JsonObject input) => Cloud.Services.GetRequiredService<FunctionInvoker>()
        .InvokeAsync(Ref(function), Encoding.UTF8.GetBytes(input.ToJsonString()), null, CancellationToken.None);

    public async Task<string?> AnswerAsync(JsonObject input) =>
        JsonSerializer.Deserialize<string>((await InvokeAsync("Worker", input)).Payload.Span);

    /// <summary>Which process of the worker is at hand.</summary>
    public async Task<string> ProcessAsync() =>
        Encoding.UTF8.GetString((await InvokeAsync("Worker", new JsonObject { ["do"] = "process" })).Payload.Span);

    /// <summary>The lines about a text that a function printed, one per delivery.</summary>
    public IReadOnlyList<string> Deliveries(string function, string text) =>
        [.. Cloud.Services.GetRequiredService<FunctionLog>().Read(Ref(function)).Select(line => line.Text)
            .Where(line => line.Contains(text, StringComparison.Ordinal))];

    /// <summary>The credentials that a call of the functions' role has.</summary>
    public SessionAWSCredentials Role()
    {
        var (key, secret, token) = Cloud.Services.GetRequiredService<IRoleCredentials>().For("arn:aws:iam::000000000000:role/caller");
        return new(key, secret, token);
    }

    /// <summary>The configuration of a client that doesn't repeat a call.</summary>
    public T Once<T>() where T : ClientConfig, new() =>
        new() { ServiceURL = Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 };

    public string Ref(string logicalId) =>
        Cloud.Deployment.Resources.Single(resource => resource.Definition.LogicalId == logicalId).Deployed.Ref;

    public async Task InitializeAsync()
    {
        if (ProcessTime.Hindrance is not null)
            return;
        cloud = await LocalCloud.StartAsync(new LocalCloudOptions
        {
            PublicPort = 0,
            AwsPort = 0,
            Quiet = true,
            MovableClock = true,
            CloudAssembly = folder.Path,
            Output = TextWriter.Null,
            Configure = EverythingAllowed.In,
        });
        Sqs = new AmazonSQSClient(TestCloud.Developer, Once<AmazonSQSConfig>());
        DynamoDb = new AmazonDynamoDBClient(TestCloud.Developer, Once<AmazonDynamoDBConfig>());
    }

    public async Task DisposeAsync()
    {
        Sqs?.Dispose();
        DynamoDb?.Dispose();
        if (cloud is not null)
            await cloud.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>One cloud for all tests of faults: each has a purchase of its own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedFaultCloud : ICollectionFixture<FaultCloud>
{
    public const string Name = "faults";
}
