using System.Data.Common;
using Analytics.DuckDb;
using Analytics.Lake;

namespace Analytics.RunReport;

/// <summary>Asks the lake, as its tables stand published at this moment.</summary>
public sealed class ReportRunner(LakeReader lake)
{
    public async Task<ReportAnswer> RunAsync(Report report, ReportRequest request, CancellationToken cancellation)
    {
        var (from, to) = (LakePaths.Text(request.From), LakePaths.Text(request.To));
        using var database = await lake.OpenAsync(report.Tables, cancellation);
        using var query = database.Query(report.Sql, from, to);
        // DuckDB works on the calling thread; a request that is given up ends the work.
        using var giveUp = cancellation.Register(query.Cancel);
        using var reader = query.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(i => Column(reader, i)).ToList();
        var rows = new List<IReadOnlyList<object?>>();
        while (reader.Read())
            rows.Add([.. columns.Select((_, i) => Cell(reader, i))]);
        return new ReportAnswer(report.Name, report.Description, from, to, columns, rows);
    }

    /// <summary>Money has four places in the lake; people write two.</summary>
    private static object? Cell(DbDataReader reader, int i) => reader.GetValue(i) switch
    {
        DBNull => null,
        decimal amount => amount / 1.0000000000000000000000000000m, // the quotient has no zeros at its end
        var other => other,
    };

    private static ReportColumn Column(DbDataReader reader, int i) => new(reader.GetName(i), Type.GetTypeCode(reader.GetFieldType(i)) switch
    {
        _ when reader.GetName(i) == LakeSchema.Day => "date",
        TypeCode.String => "text",
        TypeCode.Int64 => "integer",
        TypeCode.Decimal or TypeCode.Double => "number",
        var other => throw new NotSupportedException($"A report's column {reader.GetName(i)} is of type {other}."),
    });
}
