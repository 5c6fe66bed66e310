using Amazon.CDK;
using Analytics.Lake;
using Cdk.Constructs;
using Constructs;

namespace Cdk;

/// <summary>
/// The lake: every change of three tables, for whoever has questions. A stack of its own that takes nothing of production but the streams,
/// so that no question slows a purchase down.
/// </summary>
public sealed class AnalyticsStack : Stack
{
    /// <param name="sources">The source of each of the lake's tables.</param>
    /// <param name="loggingAccount">What has to be set up before an API writes a log.</param>
    internal AnalyticsStack(
        Construct scope, string id, Platform platform, IReadOnlyDictionary<LakeTable, ServiceTable> sources, IConstruct loggingAccount)
        : base(scope, id, StackSettings.Of(platform.Config, "The lake: changes of production for analysts"))
    {
        var lake = new LakeBucket(this, "Lake", platform.Config);

        var capture = new ChangeCapture(this, platform, lake, sources);
        new LakeCompaction(this, platform, lake);

        new LakeCatalog(this, lake);
        new LakeQueries(this, lake);
        var reports = new LakeReports(this, platform, lake, loggingAccount);

        foreach (var function in Node.FindAll().OfType<ServiceFunction>())
            function.MarkAsAnalytics();

        OperationsMap.Announce(this, lake, capture);

        Output("LakeBucket", lake.BucketName);
        Output("GlueDatabase", LakeCatalog.DatabaseName);
        Output("AthenaWorkGroup", LakeQueries.Name);
        Output("ReportsUrl", reports.Api.Url);
    }

    private void Output(string name, string value) => new CfnOutput(this, name, new CfnOutputProps { Value = value });
}
