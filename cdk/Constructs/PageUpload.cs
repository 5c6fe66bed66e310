using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.S3.Deployment;
using Constructs;

namespace Cdk.Constructs;

/// <summary>Puts the pages into their bucket, after what they refer to: no visitor gets a page whose scripts aren't there yet.</summary>
internal sealed class PageUpload : Construct
{
    /// <summary>Files whose names hold a hash of their contents.</summary>
    private const string Hashed = "_next/static/*";

    public PageUpload(Construct scope, Bucket bucket, ISource pages, PlatformConfig config) : base(scope, nameof(PageUpload))
    {
        var logs = new LogGroup(this, "Logs", new LogGroupProps { Retention = config.LogRetention, RemovalPolicy = RemovalPolicy.DESTROY });
        var hashed = new BucketDeployment(this, "Hashed", new BucketDeploymentProps
        {
            Sources = [pages],
            DestinationBucket = bucket,
            Exclude = ["*"],
            Include = [Hashed],
            CacheControl = [CacheControl.FromString("public, max-age=31536000, immutable")],
            Prune = false, // a page that a visitor opened before the deploy still loads its scripts
            LogGroup = logs,
        });
        var rest = new BucketDeployment(this, "Pages", new BucketDeploymentProps
        {
            Sources = [pages],
            DestinationBucket = bucket,
            Exclude = [Hashed],
            // The edge asks the bucket whether it changed, so a deploy invalidates nothing, and needs no permission to.
            CacheControl = [CacheControl.FromString("public, max-age=0, must-revalidate")],
            LogGroup = logs,
        });
        rest.Node.AddDependency(hashed);
        UseSupportedPython();
    }

    /// <summary>The CDK's function asks for Python 3.9, which Lambda no longer takes. Its code and its layer run on 3.13 too.</summary>
    private void UseSupportedPython()
    {
        var upload = Stack.Of(this).Node.Children
            .Single(child => child.Node.Id.StartsWith("Custom::CDKBucketDeployment", StringComparison.Ordinal));
        ((CfnFunction)upload.Node.DefaultChild!).Runtime = "python3.13";
    }
}
