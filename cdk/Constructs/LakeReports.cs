using Analytics.Lake;
using Constructs;

namespace Cdk.Constructs;

/// <summary>The reports over HTTP. Its function reads the lake's tables and nothing else.</summary>
internal sealed class LakeReports : Construct
{
    public LakeReports(Construct scope, Platform platform, LakeBucket lake, IConstruct loggingAccount) : base(scope, "Reports")
    {
        var runReport = new ServiceFunction(this, "Analytics/RunReport", platform, new(
            TimeoutSeconds: 28, Environment: new() { ["LAKE_BUCKET"] = lake.BucketName }, MemoryMegabytes: 2048));
        lake.GrantList(runReport);
        lake.Grant(runReport, ["s3:GetObject"], LakePaths.Data, LakePaths.Tables);

        Api = new ReportsApi(this, runReport, platform.Config, loggingAccount);
    }

    public ReportsApi Api { get; }
}
