using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace Cdk.Constructs;

/// <summary>The bucket of the lake. What is where in it: lambdas/Analytics/Lake/LakePaths.cs.</summary>
internal sealed class LakeBucket : Bucket
{
    /// <summary>Answers of Athena, for those who asked.</summary>
    public const string Answers = "answers/";

    public LakeBucket(Construct scope, string id, PlatformConfig config) : base(scope, id, new BucketProps
    {
        BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
        Encryption = BucketEncryption.S3_MANAGED,
        EnforceSSL = true,
        MinimumTLSVersion = 1.2,
        RemovalPolicy = config.DataRemoval,
        LifecycleRules = [new LifecycleRule { Prefix = Answers, Expiration = Duration.Days(7) }],
    })
    {
    }

    /// <summary>Lets a function do something with the objects below some prefixes.</summary>
    public void Grant(ServiceFunction function, string[] actions, params string[] prefixes)
    {
        foreach (var prefix in prefixes)
            function.Allow(actions, on: ArnForObjects($"{prefix}*"));
    }

    /// <summary>A place in the bucket, as Glue and Athena name it.</summary>
    public string AddressOf(string prefix) => $"s3://{BucketName}/{prefix}";

    /// <summary>Lists keys; without it a missing object looks like a forbidden one.</summary>
    public void GrantList(ServiceFunction function) => function.Allow(["s3:ListBucket"], on: BucketArn);
}
