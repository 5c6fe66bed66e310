using Amazon.CDK;
using Amazon.CDK.AWS.Glue;
using Analytics.Lake;
using Constructs;

namespace Cdk.Constructs;

/// <summary>
/// The lake's tables for engines that ask Glue. Columns come from the schema in lambdas/Analytics/Lake. Days are computed, not crawled;
/// each has a manifest that names its files.
/// </summary>
internal sealed class LakeCatalog : Construct
{
    /// <summary>Letters, digits and underscores only: Athena's SQL would have to quote others.</summary>
    public const string DatabaseName = "platform_lake";

    public LakeCatalog(Construct scope, LakeBucket lake) : base(scope, "Catalog")
    {
        var database = new CfnDatabase(this, "Database", new CfnDatabaseProps
        {
            CatalogId = Aws.ACCOUNT_ID,
            DatabaseInput = new CfnDatabase.DatabaseInputProperty
            {
                Name = DatabaseName,
                Description = "Changes of the platform's tables, a row each",
            },
        });
        foreach (var table in LakeSchema.Tables)
        {
            new CfnTable(this, $"Table-{table.Name}", new CfnTableProps
            {
                CatalogId = Aws.ACCOUNT_ID,
                DatabaseName = DatabaseName,
                TableInput = Input(table, lake),
            }).AddDependency(database);
        }
    }

    private static CfnTable.TableInputProperty Input(LakeTable table, LakeBucket lake) => new()
    {
        Name = table.Name,
        TableType = "EXTERNAL_TABLE",
        PartitionKeys = new[] { new CfnTable.ColumnProperty { Name = LakeSchema.Day, Type = "string" } },
        Parameters = new Dictionary<string, string>
        {
            ["EXTERNAL"] = "TRUE",
            ["classification"] = "parquet",
            ["projection.enabled"] = "true",
            [$"projection.{LakeSchema.Day}.type"] = "date",
            [$"projection.{LakeSchema.Day}.format"] = "yyyy-MM-dd",
            [$"projection.{LakeSchema.Day}.range"] = "2026-01-01,NOW",
            [$"projection.{LakeSchema.Day}.interval"] = "1",
            [$"projection.{LakeSchema.Day}.interval.unit"] = "DAYS",
            ["storage.location.template"] = lake.AddressOf(LakePaths.Partition(table, $"${{{LakeSchema.Day}}}")),
        },
        StorageDescriptor = new CfnTable.StorageDescriptorProperty
        {
            Location = lake.AddressOf(LakePaths.TableOf(table)),
            // The day's folder holds a list of files, not files.
            InputFormat = "org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat",
            OutputFormat = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
            SerdeInfo = new CfnTable.SerdeInfoProperty
            {
                SerializationLibrary = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
            },
            Columns = table.Columns
                .Select(column => new CfnTable.ColumnProperty { Name = column.Name, Type = column.Type.InGlue() }).ToArray(),
        },
    };
}
