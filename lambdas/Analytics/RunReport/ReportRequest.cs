using System.Globalization;
using Analytics.Lake;
using Platform.Problems;

namespace Analytics.RunReport;

/// <summary>The form of the answer.</summary>
public enum ReportFormat
{
    Json,
    Csv,
}

/// <summary>What is asked of a report.</summary>
/// <param name="From">The first day, in UTC.</param>
/// <param name="To">The last day, in UTC.</param>
public sealed record ReportRequest(DateOnly From, DateOnly To, ReportFormat Format)
{
    /// <summary>The longest range, in days: a year and its leap day.</summary>
    public const int MostDays = 366;

    /// <summary>The range of those who name none, in days.</summary>
    public const int UsualDays = 30;

    private static readonly string[] Known = ["from", "to", "format"];

    /// <param name="today">The day in UTC: the last one of those who name none.</param>
    public static (ReportRequest? Request, Problem? Problem) Read(IQueryCollection query, DateOnly today)
    {
        if (query.Keys.Except(Known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            return Refuse($"There is no parameter '{unknown}'; there are {string.Join(", ", Known)}.");
        if (!TryDay(query["to"], today, out var to))
            return Refuse("to is no day; it looks like 2026-11-23.");
        if (!TryDay(query["from"], to < DateOnly.MinValue.AddDays(UsualDays) ? to : to.AddDays(1 - UsualDays), out var from))
            return Refuse("from is no day; it looks like 2026-11-23.");
        if (from > to)
            return Refuse($"from is after to: {LakePaths.Text(from)} to {LakePaths.Text(to)}.");
        if (to.DayNumber - from.DayNumber >= MostDays)
            return Refuse($"The range is longer than {MostDays} days.");
        return query["format"].ToString() switch
        {
            "" or "json" => (new ReportRequest(from, to, ReportFormat.Json), null),
            "csv" => (new ReportRequest(from, to, ReportFormat.Csv), null),
            _ => Refuse("format is json or csv."),
        };
    }

    private static bool TryDay(string? text, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return string.IsNullOrEmpty(text) || DateOnly.TryParseExact(text, LakePaths.DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static (ReportRequest?, Problem?) Refuse(string detail) => (null, Problem.InvalidRequest(detail));
}
