using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Lambda.EventSources;
using Amazon.CDK.AWS.SecretsManager;
using Analytics.Lake;
using Constructs;

namespace Cdk.Constructs;

/// <summary>
/// The function that follows the streams of the sources into the lake. It may read the streams, and nothing else of production.
/// </summary>
internal sealed class ChangeCapture : StreamFollower
{
    private const int WindowSeconds = 60;
    private const int MinutesBehind = 15;

    public ChangeCapture(
        Construct scope, Platform platform, LakeBucket lake, IReadOnlyDictionary<LakeTable, ServiceTable> sources)
        : base(scope, "Analytics/CaptureChanges", platform, new ServiceFunctionProps(
            TimeoutSeconds: 60, Environment(lake, sources), MemoryMegabytes: 512))
    {
        var tokenKey = new Secret(this, "TokenKey", new SecretProps
        {
            Description = "The key that e-mail addresses become tokens with. Another key would make other tokens: never rotate it.",
            GenerateSecretString = new SecretStringGenerator { PasswordLength = 64, ExcludePunctuation = true },
            RemovalPolicy = platform.Config.DataRemoval,
        });
        Function.AddEnvironment("TOKEN_KEY_SECRET_ID", tokenKey.SecretArn);
        Allow(["secretsmanager:GetSecretValue"], on: tokenKey.SecretArn);
        TokenKeyArn = tokenKey.SecretArn;
        lake.Grant(this, ["s3:PutObject"], LakePaths.Captured);

        var failures = new DeadLetterQueue(this, "Failures", "capture-changes-failures", "change-not-captured", platform.Config);
        AllowFindingStreams();
        foreach (var (table, source) in sources)
            Follow(table, source, failures);

        AlarmWhenBehind(platform.Config, "lake-behind", MinutesBehind, "The lake", "the tables");
    }

    /// <summary>The secret with the key that makes tokens of addresses.</summary>
    public string TokenKeyArn { get; }

    private void Follow(LakeTable table, ServiceTable source, DeadLetterQueue failures)
    {
        AllowReading(source.TableStreamArn!);
        new EventSourceMapping(this, $"Polling-{table.Name}", new EventSourceMappingProps
        {
            Target = Function,
            EventSourceArn = source.TableStreamArn,
            StartingPosition = StartingPosition.TRIM_HORIZON,
            // A file for each batch: few and large ones, and nobody waits for them.
            BatchSize = 1000,
            MaxBatchingWindow = Duration.Seconds(WindowSeconds),
            ReportBatchItemFailures = true,
            BisectBatchOnError = true,
            RetryAttempts = 100,
            MaxRecordAge = MaxRecordAge,
            OnFailure = new SqsDlq(failures),
        });
    }

    private static Dictionary<string, string> Environment(LakeBucket lake, IReadOnlyDictionary<LakeTable, ServiceTable> sources)
    {
        var variables = sources.ToDictionary(source => source.Key.StreamVariable, source => source.Value.TableStreamArn!);
        variables["LAKE_BUCKET"] = lake.BucketName;
        return variables;
    }
}
