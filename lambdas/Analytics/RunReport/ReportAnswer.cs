using System.Text.Json.Serialization;

namespace Analytics.RunReport;

/// <summary>The reports that there are.</summary>
public sealed record ReportList(IReadOnlyList<ReportSummary> Reports);

public sealed record ReportSummary(string Name, string Description);

/// <summary>A report's figures.</summary>
/// <param name="From">The first day, as 2026-11-23.</param>
/// <param name="To">The last day.</param>
/// <param name="Rows">A cell for each column: text, number or null.</param>
public sealed record ReportAnswer(
    string Report, string Description, string From, string To,
    IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <param name="Type"><c>date</c> (as 2026-11-23), <c>text</c>, <c>integer</c> or <c>number</c>.</param>
public sealed record ReportColumn(string Name, string Type);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportList))]
[JsonSerializable(typeof(ReportAnswer))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(double))]
internal sealed partial class ReportsJson : JsonSerializerContext;
