using Analytics.Lake;

namespace Analytics.DuckDb;

/// <summary>Makes one file of many: every change once, in the order of the sequence numbers.</summary>
public sealed class ChangesMerge(string scratchFolder)
{
    /// <summary>
    /// A change that is there several times is taken as it was captured last: a stream that was replayed after the schema got an attribute
    /// fills it in.
    /// </summary>
    /// <param name="current">Files of the table as they are.</param>
    /// <param name="captured">Files that are to be added to it.</param>
    /// <param name="forgotten">Who leaves no trace in the new file.</param>
    public byte[] Merge(LakeTable table, IReadOnlyList<byte[]> current, IReadOnlyList<byte[]> captured, Forgotten forgotten)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratchFolder, Guid.NewGuid().ToString("n"))).FullName;
        try
        {
            var merged = Path.Combine(folder, "merged.parquet");
            using (var database = new Database(folder))
            {
                ForgottenSql.Load(database, forgotten);
                database.Run(Sql(table, forgotten, Written(folder, "current", current), Written(folder, "captured", captured), merged));
            }
            return File.ReadAllBytes(merged);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Sql(
        LakeTable table, Forgotten forgotten, IReadOnlyList<string> current, IReadOnlyList<string> captured, string merged) =>
        $"""
        COPY (
            SELECT {ForgottenSql.Columns(table, forgotten)}
            FROM ({LakeSql.Rows(table, current, "0 AS generation")} UNION ALL BY NAME {LakeSql.Rows(table, captured, "1 AS generation")})
            WHERE {ForgottenSql.Stays(table, forgotten)}
            QUALIFY row_number() OVER (
                PARTITION BY {LakeSchema.ItemKey}, {LakeSchema.SequenceNumber} ORDER BY generation DESC) = 1
            ORDER BY {LakeSchema.SequenceNumber}, {LakeSchema.ItemKey}
        ) TO {Database.Quoted(merged)} (FORMAT parquet, COMPRESSION zstd)
        """;

    private static List<string> Written(string folder, string name, IReadOnlyList<byte[]> files)
    {
        var paths = new List<string>();
        foreach (var file in files)
        {
            paths.Add(Path.Combine(folder, $"{name}-{paths.Count}.parquet"));
            File.WriteAllBytes(paths[^1], file);
        }
        return paths;
    }
}
