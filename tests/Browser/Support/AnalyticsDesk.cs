using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json;
using System.Web;
using Microsoft.Playwright;

namespace Browser.Tests.Support;

/// <summary>Stands for the analytics API: answers for a visitor's browser what a test says, and keeps what it was asked.</summary>
internal sealed class AnalyticsDesk
{
    /// <summary>Name, columns as name:type, and the rows of one day, or of one month in cohorts.</summary>
    private static readonly (string Name, string Columns, Func<DateOnly, object?[][]> Rows)[] Reports =
    [
        ("revenue", "day:date product:text currency:text purchases:integer charged:number refunded:number", day =>
        [
            [Text(day), "prod_basic_tier", "USD", day.Day, day.Day * 19.99, 0],
            [Text(day), "prod_premium_tier", "USD", 3, 299.97, day.Day % 7 == 0 ? 99.99 : 0],
        ]),
        ("conversion", "day:date checkouts:integer paid:integer completed:integer logged_in:integer conversion:number", day =>
            [[Text(day), 20 + day.Day, 15 + day.Day, 10 + day.Day, 5 + day.Day, (5.0 + day.Day) / (20 + day.Day)]]),
        ("refunds", "day:date reason:text refunds:integer amount:number currency:text rate:number", day =>
            [[Text(day), "ACCOUNT_REFUSED", 1 + (day.Day % 4), 99.99, "USD", 0.02], [Text(day), "REQUESTED", 1, 19.99, "USD", null]]),
        ("time-to-login", "day:date purchases:integer p50:integer p95:integer p99:integer", day =>
            [[Text(day), 40, 320 + day.Day, 900 + (10 * day.Day), day.Day == 5 ? null : 1500 + (20 * day.Day)]]),
        ("customers", "day:date new_customers:integer returning_customers:integer", day => [[Text(day), 5 + (day.Day % 3), day.Day % 5]]),
        ("cohorts", "cohort:text months_later:integer customers:integer", day => day.Day != 1 ? [] :
        [
            ["2026-08", 0, 40], ["2026-08", 1, 14], ["2026-08", 2, 6], ["2026-08", 3, 1],
            ["2026-09", 0, 25], ["2026-09", 1, 9], ["2026-11", 0, 12],
        ]),
    ];

    private readonly List<string> asked = [];

    /// <summary>Answers instead of a report, or of the list: status and problem.</summary>
    public (int Status, string Body)? Refusal { get; set; }

    public (int Status, string Body)? ListRefusal { get; set; }

    public bool IsEmpty { get; set; }

    /// <summary>The queries of the reports that were asked for, each after its report's name.</summary>
    public IReadOnlyList<string> Asked => asked;

    public static IEnumerable<string> Names => Reports.Select(report => report.Name);

    public static async Task<AnalyticsDesk> OpenForAsync(Visitor visitor)
    {
        var desk = new AnalyticsDesk();
        await visitor.Context.RouteAsync("**/api/reports", route => FulfillAsync(route, desk.ListRefusal ?? (200, Json(new
        {
            reports = Reports.Select(report => new { name = report.Name, description = DescriptionOf(report.Name) }),
        }))));
        await visitor.Context.RouteAsync("**/api/reports/**", route =>
        {
            var address = new Uri(route.Request.Url);
            var name = address.Segments[^1];
            desk.asked.Add(name + address.Query);
            return FulfillAsync(route, desk.Refusal ?? (Names.Contains(name)
                ? (200, desk.Report(name, HttpUtility.ParseQueryString(address.Query)))
                : (404, Problem("There is no such report."))));
        });
        return desk;
    }

    public static string Problem(string detail) => Json(new { type = "urn:awsplatform:problem:test", title = "Not like this", detail });

    public static string DescriptionOf(string name) => $"What {name} tells.";

    private string Report(string name, NameValueCollection query)
    {
        var (from, to) = (Day(query["from"]!), Day(query["to"]!));
        var report = Reports.Single(candidate => candidate.Name == name);
        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
        return Json(new
        {
            report = name,
            description = DescriptionOf(name),
            from = Text(from),
            to = Text(to),
            columns = report.Columns.Split(' ').Select(column => column.Split(':'))
                .Select(column => new { name = column[0], type = column[1] }),
            rows = IsEmpty ? [] : days.SelectMany(report.Rows),
        });
    }

    private static Task FulfillAsync(IRoute route, (int Status, string Body) answer) => route.FulfillAsync(new()
    {
        Status = answer.Status,
        ContentType = answer.Status == 200 ? "application/json" : "application/problem+json",
        Body = answer.Body,
    });

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Json(object value) => JsonSerializer.Serialize(value);
}
