using System.Globalization;
using System.Text;

namespace Analytics.RunReport;

/// <summary>A report as comma-separated values (RFC 4180), with a header line.</summary>
public static class Csv
{
    public const string ContentType = "text/csv; charset=utf-8; header=present";

    public static string Write(ReportAnswer answer)
    {
        var csv = new StringBuilder();
        Line(csv, answer.Columns.Select(column => column.Name));
        foreach (var row in answer.Rows)
            Line(csv, row.Select(cell => Convert.ToString(cell, CultureInfo.InvariantCulture)!));
        return csv.ToString();
    }

    private static void Line(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
