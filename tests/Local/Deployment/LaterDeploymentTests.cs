using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.SimpleNotificationService;
using Local.Deployment;
using Local.Lambda;
using Local.Tests.Support;

namespace Local.Tests.Deployment;

/// <summary>Stacks that are added to a local cloud while it runs.</summary>
public sealed class LaterDeploymentTests(LaterDeploymentTests.TopicCloud topic) : IClassFixture<LaterDeploymentTests.TopicCloud>
{
    private const string Consumer = """
        {'Parameters': {'TopicArn': {'Type': 'AWS::SSM::Parameter::Value<String>', 'Default': '@parameter'}},
         'Resources': {
          'Queue': {'Type': 'AWS::SQS::Queue', 'Properties': {'QueueName': '@name', 'VisibilityTimeout': 10}},
          'Subscription': {'Type': 'AWS::SNS::Subscription', 'Properties': {'TopicArn': {'Ref': 'TopicArn'}, 'Protocol': 'sqs',
            'Endpoint': {'Fn::GetAtt': ['Queue', 'Arn']}, 'RawMessageDelivery': true,
            'Region': {'Fn::Select': [3, {'Fn::Split': [':', {'Ref': 'TopicArn'}]}]}}},
          'Function': {'Type': 'AWS::Lambda::Function', 'Properties': {
            'FunctionName': '@name', 'Code': {'S3Bucket': 'assets', 'S3Key': 'later.zip'}, 'Handler': 'bootstrap', 'Runtime': 'provided.al2023',
            'Timeout': 2, 'Role': 'arn:aws:iam::000000000000:role/test', 'Environment': {'Variables': {'EDITION': '@edition'}}}},
          'Mapping': {'Type': 'AWS::Lambda::EventSourceMapping', 'Properties': {
            'EventSourceArn': {'Fn::GetAtt': ['Queue', 'Arn']}, 'FunctionName': {'Ref': 'Function'}, 'BatchSize': @batch,
            'FunctionResponseTypes': ['ReportBatchItemFailures']}}}}
        """;

    private readonly HttpClient http = new() { BaseAddress = topic.Cloud.PublicUrl };

    [Fact]
    public async Task AddedConsumer_HearsWhatIsPublishedFromThenOn()
    {
        using var assembly = Assembly("First");

        Assert.Contains("4 resources: 4 run", await AddAsync("First", assembly), StringComparison.Ordinal);
        await topic.PublishAsync("news for the first");

        await topic.WaitForRecordAsync("First", "news for the first");
        Assert.Contains("AwsPlatformFirst", await http.GetFromJsonAsync<string[]>(DeploymentRoutes.Path) ?? []);
    }

    [Fact]
    public async Task ConsumerAddedAgain_IsChangedWhereItHasChanged_AndGoesOn()
    {
        using var before = Assembly("Second");
        using var after = Assembly("Second", edition: "2");
        await AddAsync("Second", before);
        await topic.PublishAsync("news for the first edition");
        await topic.WaitForRecordAsync("Second", "news for the first edition");

        await AddAsync("Second", after);
        await topic.PublishAsync("news for the second edition");

        await topic.WaitForRecordAsync("Second", "news for the second edition");
        Assert.Equal("2", topic.Cloud.Services.GetRequiredService<FunctionInvoker>().Describe("Second").Environment["EDITION"]);
    }

    [Fact]
    public async Task ChangedEventSource_IsRefused()
    {
        using var before = Assembly("Third");
        using var after = Assembly("Third", batch: 5);
        await AddAsync("Third", before);

        Assert.Contains("event source has changed", await RefusalAsync("Third", after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingParameter_IsNamed()
    {
        using var assembly = Assembly("Fourth", parameter: "/platform/of-somebody-else");

        Assert.Contains("/platform/of-somebody-else", await RefusalAsync("Fourth", assembly), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fifth", "AwsPlatformSixth")]
    [InlineData("Fifth", "Test")]
    public async Task StackOfAnotherName_IsRefused(string consumer, string stack)
    {
        using var assembly = new AssemblyFolder().With(stack, "{'Resources': {}}");

        Assert.Contains(stack, await RefusalAsync(consumer, assembly), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownResourceType_IsNamed_AndNothingIsCreated()
    {
        using var assembly = new AssemblyFolder().With("AwsPlatformSeventh", """
            {'Resources': {'Queue': {'Type': 'AWS::SQS::Queue'}, 'Cache': {'Type': 'AWS::ElastiCache::ServerlessCache'}}}
            """);

        Assert.Contains("AWS::ElastiCache::ServerlessCache", await RefusalAsync("Seventh", assembly), StringComparison.Ordinal);
        Assert.DoesNotContain("AwsPlatformSeventh", topic.Cloud.Deployment.Resources.Select(resource => resource.Definition.Stack));
    }

    /// <summary>Whatever page a developer visits can post to loopback; what is deployed is executed.</summary>
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task WebPages_DeployNothing(string header, string value)
    {
        using var assembly = Assembly("Eighth");
        http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        using var answer = await http.PostAsJsonAsync(DeploymentRoutes.Path, new DeployRequest("Eighth", assembly.Path));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("AwsPlatformEighth", topic.Cloud.Deployment.Resources.Select(resource => resource.Definition.Stack));
    }

    /// <summary>What a form can send without the browser asking first finds no route.</summary>
    [Fact]
    public async Task FormOrText_DeploysNothing()
    {
        using var text = new StringContent("""{"consumer":"Ninth","assembly":"/tmp"}""");

        using var answer = await http.PostAsync(new Uri(DeploymentRoutes.Path, UriKind.Relative), text);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static AssemblyFolder Assembly(string name, string edition = "1", int batch = 10, string parameter = TopicCloud.Parameter) =>
        new AssemblyFolder().WithAsset("later.zip", AppContext.BaseDirectory).With($"AwsPlatform{name}", Consumer
            .Replace("@name", name, StringComparison.Ordinal)
            .Replace("@edition", edition, StringComparison.Ordinal)
            .Replace("@batch", $"{batch}", StringComparison.Ordinal)
            .Replace("@parameter", parameter, StringComparison.Ordinal));

    private async Task<string> AddAsync(string consumer, AssemblyFolder assembly)
    {
        using var answer = await http.PostAsJsonAsync(DeploymentRoutes.Path, new DeployRequest(consumer, assembly.Path));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<string>())!;
    }

    private async Task<string> RefusalAsync(string consumer, AssemblyFolder assembly)
    {
        using var answer = await http.PostAsJsonAsync(DeploymentRoutes.Path, new DeployRequest(consumer, assembly.Path));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
    }

    /// <summary>A topic, and the parameter that holds its ARN.</summary>
    public sealed class TopicCloud() : TestCloud("""
        {'Resources': {
          'Topic': {'Type': 'AWS::SNS::Topic', 'Properties': {'TopicName': 'purchase-events'}},
          'TopicArn': {'Type': 'AWS::SSM::Parameter', 'Properties': {
            'Name': '/platform/purchase-events-topic-arn', 'Type': 'String', 'Value': {'Ref': 'Topic'}}}}}
        """, emulators: true, tables: false)
    {
        public const string Parameter = "/platform/purchase-events-topic-arn";

        private AmazonSimpleNotificationServiceClient Sns => field ??= new(
            Developer, new AmazonSimpleNotificationServiceConfig { ServiceURL = Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1" });

        public Task PublishAsync(string message) => Sns.PublishAsync(Ref("Topic"), message);

        public async Task WaitForRecordAsync(string function, string text)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            var log = Cloud.Services.GetRequiredService<FunctionLog>();
            while (!log.Read(function).Any(line => line.Text.Contains(text, StringComparison.Ordinal)))
                await Task.Delay(10, deadline.Token);
        }
    }
}
