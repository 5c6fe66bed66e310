using Amazon;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Amazon.SimpleEmail;
using Amazon.SimpleEmail.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Microsoft.Extensions.DependencyInjection;
using Tests.Bundled.Support;

namespace Tests.Bundled.Clients;

/// <summary>Where clients send their requests, and as whom.</summary>
public sealed class ConfigurationTests
{
    private const string NobodyListens = "http://127.0.0.1:1";

    public static TheoryData<string, string, Func<Task>> Services => new()
    {
        { "SFN", "states", Call(() => new AmazonStepFunctionsClient(), client => client.SendTaskHeartbeatAsync(new SendTaskHeartbeatRequest())) },
        { "SNS", "sns", Call(() => new AmazonSimpleNotificationServiceClient(), client => client.PublishAsync(new PublishRequest())) },
        { "SES", "ses", Call(() => new AmazonSimpleEmailServiceClient(), client => client.SendRawEmailAsync(new SendRawEmailRequest())) },
        { "LAMBDA", "lambda", Call(() => new AmazonLambdaClient(), client => client.InvokeAsync(new InvokeRequest { FunctionName = "f" })) },
        { "SECRETS_MANAGER", "secretsmanager", Call(() => new AmazonSecretsManagerClient(), client => client.GetSecretValueAsync(new GetSecretValueRequest())) },
        { "DYNAMODB_STREAMS", "dynamodb", Call(() => new AmazonDynamoDBStreamsClient(), client => client.ListStreamsAsync(new ListStreamsRequest())) },
    };

    public static TheoryData<AmazonServiceClient, string> Hosts => new()
    {
        { new AmazonStepFunctionsClient(AwsEndpoint.Credentials, RegionEndpoint.EUWest1), "https://states.eu-west-1.amazonaws.com/" },
        { new AmazonStepFunctionsClient(AwsEndpoint.Credentials, RegionEndpoint.CNNorth1), "https://states.cn-north-1.amazonaws.com.cn/" },
        { new AmazonStepFunctionsClient(AwsEndpoint.Credentials, new AmazonStepFunctionsConfig { RegionEndpoint = RegionEndpoint.USEast1, UseFIPSEndpoint = true }), "https://states-fips.us-east-1.amazonaws.com/" },
        { new AmazonLambdaClient(AwsEndpoint.Credentials, new AmazonLambdaConfig { RegionEndpoint = RegionEndpoint.EUWest1, UseDualstackEndpoint = true }), "https://lambda.eu-west-1.api.aws/" },
        { new AmazonSimpleNotificationServiceClient(AwsEndpoint.Credentials, RegionEndpoint.EUWest1), "https://sns.eu-west-1.amazonaws.com/" },
        { new AmazonSimpleEmailServiceClient(AwsEndpoint.Credentials, RegionEndpoint.EUWest1), "https://email.eu-west-1.amazonaws.com/" },
        { new AmazonLambdaClient(AwsEndpoint.Credentials, RegionEndpoint.EUWest1), "https://lambda.eu-west-1.amazonaws.com/" },
        { new AmazonSecretsManagerClient(AwsEndpoint.Credentials, RegionEndpoint.EUWest1), "https://secretsmanager.eu-west-1.amazonaws.com/" },
        { new AmazonDynamoDBStreamsClient(AwsEndpoint.Credentials, RegionEndpoint.EUWest1), "https://streams.dynamodb.eu-west-1.amazonaws.com/" },
    };

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Client_WithARegion_FindsTheServiceThere(AmazonServiceClient client, string address)
    {
        var endpoint = client.Config.DetermineServiceOperationEndpoint(new(new SendTaskHeartbeatRequest()));

        Assert.Equal(new Uri(address), new Uri(endpoint.URL));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Client_WithTheGlobalEndpointVariable_CallsThereAsTheEnvironmentsIdentity(string suffix, string signingName, Func<Task> call)
    {
        await using var endpoint = await AwsEndpoint.StartAsync(suffix is "SNS" or "SES" ? CannedAnswer.Xml("<Response/>") : CannedAnswer.Json("{}"));
        using var environment = Environment(("AWS_ENDPOINT_URL", endpoint.Url), ("AWS_ENDPOINT_URL_" + suffix, null));

        await call();

        var request = Assert.Single(endpoint.Requests);
        Assert.Equal("session", request.Headers["x-amz-security-token"]);
        SignatureVersion4.AssertSigned(request, "eu-central-1", signingName);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Client_WithBothEndpointVariables_PrefersTheServicesOwn(string suffix, string signingName, Func<Task> call)
    {
        await using var endpoint = await AwsEndpoint.StartAsync(suffix is "SNS" or "SES" ? CannedAnswer.Xml("<Response/>") : CannedAnswer.Json("{}"));
        using var environment = Environment(("AWS_ENDPOINT_URL", NobodyListens), ("AWS_ENDPOINT_URL_" + suffix, endpoint.Url));

        await call();

        SignatureVersion4.AssertSigned(Assert.Single(endpoint.Requests), "eu-central-1", signingName);
    }

    [Fact]
    public async Task AddAWSService_FromTheSetupPackage_GivesAWorkingClient()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Json("""{"executionArn":"x"}"""));
        var options = new AWSOptions { Credentials = AwsEndpoint.Credentials, Region = RegionEndpoint.EUWest1 };
        options.DefaultClientConfig.ServiceURL = endpoint.Url;
        using var services = new ServiceCollection().AddDefaultAWSOptions(options).AddAWSService<IAmazonStepFunctions>().BuildServiceProvider();

        var started = await services.GetRequiredService<IAmazonStepFunctions>().StartExecutionAsync(new StartExecutionRequest());

        Assert.Equal("x", started.ExecutionArn);
    }

    private static Func<Task> Call<TClient>(Func<TClient> create, Func<TClient, Task> call)
        where TClient : IDisposable => async () =>
        {
            using var client = create();
            await call(client);
        };

    private static EnvironmentScope Environment(params (string, string?)[] endpoints) => new(
    [
        ("AWS_ACCESS_KEY_ID", AwsEndpoint.AccessKey),
        ("AWS_SECRET_ACCESS_KEY", AwsEndpoint.SecretKey),
        ("AWS_SESSION_TOKEN", "session"),
        ("AWS_REGION", "eu-central-1"),
        .. endpoints,
    ]);
}
