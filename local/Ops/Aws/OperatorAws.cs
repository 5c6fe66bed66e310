using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Amazon.SQS;
using Amazon.StepFunctions;

namespace Local.Ops.Aws;

/// <summary>An operator's clients for one deployed platform, and the names of its parts.</summary>
internal sealed class OperatorAws(OperatorTarget target, PlatformMap map) : IDisposable
{
    private static readonly JsonSerializerOptions ReadNames = new(JsonSerializerDefaults.Web);

    public PlatformMap Map { get; } = map;

    public IAmazonDynamoDB DynamoDb { get; } =
        Client(target, new AmazonDynamoDBConfig(), (c, s) => new AmazonDynamoDBClient(c, s), s => new(s));

    public IAmazonSQS Sqs { get; } = Client(target, new AmazonSQSConfig(), (c, s) => new AmazonSQSClient(c, s), s => new(s));

    public IAmazonLambda Lambda { get; } = Client(target, new AmazonLambdaConfig(), (c, s) => new AmazonLambdaClient(c, s), s => new(s));

    public IAmazonStepFunctions StepFunctions { get; } =
        Client(target, new AmazonStepFunctionsConfig(), (c, s) => new AmazonStepFunctionsClient(c, s), s => new(s));

    public IAmazonS3 S3 { get; } = Client(
        target, new AmazonS3Config { ForcePathStyle = target.Endpoint is not null }, (c, s) => new AmazonS3Client(c, s), s => new(s));

    public IAmazonSecretsManager SecretsManager { get; } =
        Client(target, new AmazonSecretsManagerConfig(), (c, s) => new AmazonSecretsManagerClient(c, s), s => new(s));

    /// <summary>Where the lake is.</summary>
    /// <exception cref="LocalCloudException">There is none.</exception>
    public async Task<PlatformMap.Lake> LakeAsync(CancellationToken cancellation)
    {
        using var ssm = Ssm(target);
        try
        {
            var answer = await ssm.GetParameterAsync(new GetParameterRequest { Name = PlatformMap.LakeParameter }, cancellation);
            return JsonSerializer.Deserialize<PlatformMap.Lake>(answer.Parameter.Value, ReadNames)!;
        }
        catch (ParameterNotFoundException)
        {
            throw new LocalCloudException(
                $"There is no parameter {PlatformMap.LakeParameter}: no lake is deployed there, or one that is older than the operator's kit.");
        }
    }

    /// <summary>Reads the names and opens the clients.</summary>
    /// <exception cref="LocalCloudException">Nothing answers, or there is no platform.</exception>
    public static async Task<OperatorAws> ConnectAsync(OperatorTarget target, CancellationToken cancellation)
    {
        await target.RequireAnswerAsync(cancellation);
        using var ssm = Ssm(target);
        try
        {
            var answer = await ssm.GetParameterAsync(new GetParameterRequest { Name = PlatformMap.Parameter }, cancellation);
            var map = JsonSerializer.Deserialize<PlatformMap>(answer.Parameter.Value, ReadNames)!;
            return new(target, map with { Queues = [.. map.Queues, .. await ConsumersAsync(ssm, cancellation)] });
        }
        catch (ParameterNotFoundException)
        {
            throw new LocalCloudException(
                $"There is no parameter {PlatformMap.Parameter} "
                + (target.Endpoint is { } url ? $"at {url}" : "in this account and region")
                + ": no platform is deployed there, or one that is older than the operator's kit.");
        }
    }

    public void Dispose()
    {
        DynamoDb.Dispose();
        Sqs.Dispose();
        Lambda.Dispose();
        StepFunctions.Dispose();
        S3.Dispose();
        SecretsManager.Dispose();
    }

    /// <summary>The consumers that were added in stacks of their own.</summary>
    private static async Task<IReadOnlyList<PlatformMap.Consumer>> ConsumersAsync(
        AmazonSimpleSystemsManagementClient ssm, CancellationToken cancellation)
    {
        var found = new List<PlatformMap.Consumer>();
        var request = new GetParametersByPathRequest { Path = PlatformMap.Consumers };
        do
        {
            var page = await ssm.GetParametersByPathAsync(request, cancellation);
            var parameters = page.Parameters ?? [];
            found.AddRange(parameters.Select(parameter => JsonSerializer.Deserialize<PlatformMap.Consumer>(parameter.Value, ReadNames)!));
            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
        return found;
    }

    private static AmazonSimpleSystemsManagementClient Ssm(OperatorTarget target) => Client(
        target, new AmazonSimpleSystemsManagementConfig(), (c, s) => new AmazonSimpleSystemsManagementClient(c, s), s => new(s));

    private static TClient Client<TClient, TConfig>(
        OperatorTarget target, TConfig config, Func<AWSCredentials, TConfig, TClient> signedBy, Func<TConfig, TClient> signedByDefault)
        where TConfig : ClientConfig
    {
        var configured = target.Configure(config);
        return target.Credentials is { } credentials ? signedBy(credentials, configured) : signedByDefault(configured);
    }
}
