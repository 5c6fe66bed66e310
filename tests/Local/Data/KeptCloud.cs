using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2;
using Amazon.KeyManagementService;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SimpleEmail;
using Amazon.SimpleNotificationService;
using Amazon.SQS;
using Amazon.StepFunctions;
using Local.Faults;
using Local.Tests.Support;

namespace Local.Tests.Data;

/// <summary>A local cloud in this process that keeps its state, with clients for it.</summary>
internal sealed class KeptCloud : IAsyncDisposable
{
    private readonly AssemblyFolder assembly;
    private readonly LocalCloud cloud;

    private KeptCloud(LocalCloud cloud, AssemblyFolder assembly) => (this.cloud, this.assembly) = (cloud, assembly);

    public LocalCloud Cloud => cloud;

    public AmazonSQSClient Sqs => new(TestCloud.Developer, Configured(new AmazonSQSConfig()));

    public AmazonSimpleNotificationServiceClient Sns => new(TestCloud.Developer, Configured(new AmazonSimpleNotificationServiceConfig()));

    public AmazonDynamoDBClient DynamoDb => new(TestCloud.Developer, Configured(new AmazonDynamoDBConfig()));

    public AmazonDynamoDBStreamsClient Streams => new(TestCloud.Developer, Configured(new AmazonDynamoDBStreamsConfig()));

    public AmazonKeyManagementServiceClient Kms => new(TestCloud.Developer, Configured(new AmazonKeyManagementServiceConfig()));

    public AmazonSecretsManagerClient Secrets => new(TestCloud.Developer, Configured(new AmazonSecretsManagerConfig()));

    public AmazonSimpleEmailServiceClient Ses => new(TestCloud.Developer, Configured(new AmazonSimpleEmailServiceConfig()));

    public AmazonStepFunctionsClient States => new(TestCloud.Developer, Configured(new AmazonStepFunctionsConfig()));

    /// <param name="resources">The members of the template's Resources; single quotes stand for double quotes.</param>
    /// <param name="without">Services that need not run.</param>
    public static Task<KeptCloud> StartAsync(string folder, string resources, params string[] without) =>
        StartAsync(folder, resources, FaultPlan.Nothing, without);

    public static async Task<KeptCloud> StartAsync(string folder, string resources, FaultPlan faults, params string[] without)
    {
        var assembly = new AssemblyFolder().WithAsset("function.zip", AppContext.BaseDirectory).With("Test", $"{{'Resources': {{{resources}}}}}");
        try
        {
            return new KeptCloud(
                await LocalCloud.StartAsync(new LocalCloudOptions
                {
                    PublicPort = 0,
                    AwsPort = 0,
                    Quiet = true,
                    CloudAssembly = assembly.Path,
                    DataFolder = folder,
                    Output = TextWriter.Null,
                    Faults = faults,
                    Configure = EverythingAllowed.In,
                    Endpoints = without.ToDictionary(service => service, _ => new Uri("http://127.0.0.1:1")),
                }),
                assembly);
        }
        catch
        {
            assembly.Dispose();
            throw;
        }
    }

    public string Ref(string logicalId) => cloud.Deployment.Resources.Single(resource => resource.Definition.LogicalId == logicalId).Deployed.Ref;

    public async ValueTask DisposeAsync()
    {
        await cloud.DisposeAsync();
        assembly.Dispose();
    }

    private T Configured<T>(T configuration) where T : ClientConfig
    {
        (configuration.ServiceURL, configuration.AuthenticationRegion, configuration.MaxErrorRetry) = (cloud.AwsUrl.ToString(), "eu-west-1", 0);
        return configuration;
    }
}
