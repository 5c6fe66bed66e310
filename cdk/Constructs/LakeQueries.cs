using Amazon.CDK.AWS.Athena;
using Analytics.Lake;
using Constructs;

namespace Cdk.Constructs;

/// <summary>
/// Where analysts ask: a workgroup of Athena that ends queries which read too much, and the reports as its named queries.
/// </summary>
internal sealed class LakeQueries : Construct
{
    public const string Name = "platform-lake";

    /// <summary>Five cents at five dollars a terabyte.</summary>
    private const double MostBytesScanned = 10L * 1024 * 1024 * 1024;

    public LakeQueries(Construct scope, LakeBucket lake) : base(scope, "Queries")
    {
        var workgroup = new CfnWorkGroup(this, "WorkGroup", new CfnWorkGroupProps
        {
            Name = Name,
            Description = "Questions to the lake",
            RecursiveDeleteOption = true, // queries and their history, not the lake
            WorkGroupConfiguration = new CfnWorkGroup.WorkGroupConfigurationProperty
            {
                EnforceWorkGroupConfiguration = true,
                BytesScannedCutoffPerQuery = MostBytesScanned,
                PublishCloudWatchMetricsEnabled = true,
                EngineVersion = new CfnWorkGroup.EngineVersionProperty { SelectedEngineVersion = "Athena engine version 3" },
                ResultConfiguration = new CfnWorkGroup.ResultConfigurationProperty
                {
                    OutputLocation = lake.AddressOf(LakeBucket.Answers),
                    EncryptionConfiguration = new CfnWorkGroup.EncryptionConfigurationProperty { EncryptionOption = "SSE_S3" },
                },
            },
        });
        foreach (var report in Report.All)
        {
            new CfnNamedQuery(this, $"Report-{report.Name}", new CfnNamedQueryProps
            {
                Name = report.Name,
                Description = report.Description,
                Database = LakeCatalog.DatabaseName,
                QueryString = report.Sql,
                WorkGroup = Name,
            }).AddDependency(workgroup);
        }
    }
}
