using Analytics.Lake;
using Cdk.Services;
using Constructs;

namespace Cdk.Constructs;

/// <summary>The function that brings what was captured into the lake's tables. It knows the bucket and nothing else.</summary>
internal sealed class LakeCompaction : Construct
{
    private const int EveryMinutes = 5;

    public LakeCompaction(Construct scope, Platform platform, LakeBucket lake) : base(scope, "Compaction")
    {
        var compactLake = new ScheduledFunction(this, "Analytics/CompactLake", platform, new(
            EveryMinutes,
            new(TimeoutSeconds: 280, new() { ["LAKE_BUCKET"] = lake.BucketName }, MemoryMegabytes: 2048)));
        lake.GrantList(compactLake);
        lake.Grant(compactLake, ["s3:GetObject"], LakePaths.Captured, LakePaths.Data, LakePaths.Tables);
        lake.Grant(compactLake, ["s3:PutObject"], LakePaths.Data, LakePaths.Tables);
        lake.Grant(compactLake, ["s3:DeleteObject"], LakePaths.Captured, LakePaths.Data);

        // It counts at the end of each good run, zero included: neither a failing run nor a lost schedule goes unnoticed.
        new OperatorAlarm(compactLake, "NotRunning", platform.Config, new(
            "lake-not-compacted",
            BillingAlarms.Counted(compactLake, "CompactedFiles", "SampleCount"),
            "No run of the compaction has ended well for half an hour.")
        {
            Minutes = 30,
            RingsInSilence = true,
        });
    }
}
