using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.KeyManagementService;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SimpleEmail;
using Amazon.SimpleNotificationService;
using Amazon.SimpleSystemsManagement;
using Amazon.SQS;
using Amazon.StepFunctions;
using Local.Endpoint;
using Purchase.Tests.Support;

namespace Purchase.Tests.Operations;

/// <summary>An SDK client of every service that the platform uses, and things to try them on that no purchase needs.</summary>
public sealed class Workbench(Shop shop) : IAsyncLifetime
{
    private readonly AWSCredentials developer = new BasicAWSCredentials(CredentialRegistry.DeveloperKey, CredentialRegistry.DeveloperKey);

    public Shop Shop => shop;

    public string Table { get; } = $"bench-{Guid.NewGuid():n}";

    public string StreamArn { get; private set; } = "";

    public string QueueUrl { get; private set; } = "";

    public string QueueArn { get; private set; } = "";

    public string Bucket => RefOf("AWS::S3::Bucket");

    public string SigningKey => shop.Cloud.Deployment.Resources
        .First(resource => resource.Definition.Type == "AWS::KMS::Key" && resource.Definition.Properties["KeyUsage"] is not null).Deployed.Ref;

    public IAmazonDynamoDB DynamoDb => shop.DynamoDb;

    public IAmazonSQS Sqs => shop.Sqs;

    public IAmazonSimpleNotificationService Sns => shop.Sns;

    public IAmazonStepFunctions StepFunctions => shop.StepFunctions;

    public IAmazonLambda Lambda => shop.Lambda;

    public IAmazonDynamoDBStreams Streams => new AmazonDynamoDBStreamsClient(developer, At(new AmazonDynamoDBStreamsConfig()));

    public IAmazonS3 S3 => new AmazonS3Client(developer, At(new AmazonS3Config { ForcePathStyle = true }));

    public IAmazonKeyManagementService Kms => new AmazonKeyManagementServiceClient(developer, At(new AmazonKeyManagementServiceConfig()));

    public IAmazonSecretsManager Secrets => new AmazonSecretsManagerClient(developer, At(new AmazonSecretsManagerConfig()));

    public IAmazonSimpleSystemsManagement Ssm => new AmazonSimpleSystemsManagementClient(developer, At(new AmazonSimpleSystemsManagementConfig()));

    public IAmazonSimpleEmailService Ses => new AmazonSimpleEmailServiceClient(developer, At(new AmazonSimpleEmailServiceConfig()));

    /// <summary>The physical name of the only, or first, resource of a type.</summary>
    public string RefOf(string type) => shop.Cloud.Deployment.Resources.First(resource => resource.Definition.Type == type).Deployed.Ref;

    /// <summary>Points a client's configuration at the shop's AWS endpoint.</summary>
    public T At<T>(T configuration) where T : ClientConfig
    {
        (configuration.ServiceURL, configuration.AuthenticationRegion) = (shop.Cloud.AwsUrl.ToString(), "eu-west-1");
        return configuration;
    }

    public async Task InitializeAsync()
    {
        var created = await DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = Table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new KeySchemaElement("id", Amazon.DynamoDBv2.KeyType.HASH)],
            AttributeDefinitions = [new AttributeDefinition("id", ScalarAttributeType.S)],
            StreamSpecification = new() { StreamEnabled = true, StreamViewType = Amazon.DynamoDBv2.StreamViewType.NEW_IMAGE },
        });
        StreamArn = created.TableDescription.LatestStreamArn;
        QueueUrl = (await Sqs.CreateQueueAsync($"bench-{Guid.NewGuid():n}")).QueueUrl;
        QueueArn = (await Sqs.GetQueueAttributesAsync(QueueUrl, ["QueueArn"])).QueueARN;
    }

    public async Task DisposeAsync()
    {
        await DynamoDb.DeleteTableAsync(Table);
        await Sqs.DeleteQueueAsync(QueueUrl);
    }
}
