using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Analytics.Lake;

/// <summary>
/// A question about the business, in SQL that both Athena and DuckDB understand, with two parameters: the first and the last day, as 2026-11-23.
/// </summary>
/// <param name="Description">The comment that the SQL begins with.</param>
public sealed partial record Report(string Name, string Description, string Sql)
{
    private const string Comment = "-- ";

    public static IReadOnlyList<Report> All { get; } = Read();

    /// <summary>The tables that it reads.</summary>
    public IReadOnlyList<LakeTable> Tables { get; } = TablesOf(Sql);

    private static ImmutableArray<LakeTable> TablesOf(string sql)
    {
        var names = TableName().Matches(sql).Select(match => match.Groups["name"].Value).ToHashSet();
        return [.. LakeSchema.Tables.Where(table => names.Contains(table.Name))];
    }

    [GeneratedRegex(@"\b(FROM|JOIN)\s+(?<name>\w+)")]
    private static partial Regex TableName();

    private static ImmutableArray<Report> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var sql = reader.ReadToEnd();
            return new Report(Path.GetFileNameWithoutExtension(name), sql.Split('\n', 2)[0][Comment.Length..].Trim(), sql);
        })];
    }
}
