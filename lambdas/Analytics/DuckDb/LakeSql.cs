using Analytics.Lake;

namespace Analytics.DuckDb;

/// <summary>SQL over files of one table of the lake. What an older file lacks is null: a file is read by the names of its columns.</summary>
public static class LakeSql
{
    /// <summary>The rows of files.</summary>
    /// <param name="extra">One more column, for instance <c>1 AS generation</c>.</param>
    public static string Rows(LakeTable table, IReadOnlyList<string> files, string? extra = null) =>
        Rows(table, files, "", extra is null ? "" : $", {extra}", extra is null ? "" : $", {extra}");

    /// <summary>The rows of files, with the path of the file of each as <c>filename</c>.</summary>
    public static string RowsWithFile(LakeTable table, IReadOnlyList<string> files) =>
        Rows(table, files, ", filename = true", ", NULL::VARCHAR AS filename", "");

    /// <summary>The table as Athena shows it, with its day, which stands in the path of each file as <c>day=2026-11-23</c>.</summary>
    public static string Table(LakeTable table, IReadOnlyList<string> files)
    {
        var rows = Rows(table, files, $", hive_partitioning = true, hive_types = {{'{LakeSchema.Day}': VARCHAR}}", $", NULL::VARCHAR AS {LakeSchema.Day}", "");
        return $"SELECT {Columns(table)}, {LakeSchema.Day} FROM ({rows})";
    }

    /// <summary>The table's columns with their types, for a SELECT.</summary>
    public static string Columns(LakeTable table) =>
        string.Join(", ", table.Columns.Select(column => $"{column.Name}::{column.Type.InDuckDb()} AS {column.Name}"));

    private static string Rows(LakeTable table, IReadOnlyList<string> files, string options, string moreOfNone, string more)
    {
        var none = string.Join(", ", table.Columns.Select(column => $"NULL::{column.Type.InDuckDb()} AS {column.Name}"));
        var rows = $"SELECT {none}{moreOfNone} WHERE false";
        var list = string.Join(", ", files.Select(Database.Quoted));
        return files.Count == 0 ? rows : $"{rows} UNION ALL BY NAME SELECT *{more} FROM read_parquet([{list}], union_by_name = true{options})";
    }
}
