using Analytics.RunReport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Services.Tests.Analytics;

/// <summary>What may be asked of a report, and the forms of its answer.</summary>
public sealed class ReportRequestTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("", "2026-10-25", "2026-11-23", ReportFormat.Json)]
    [InlineData("?from=2026-11-01", "2026-11-01", "2026-11-23", ReportFormat.Json)]
    [InlineData("?to=2026-03-30&format=csv", "2026-03-01", "2026-03-30", ReportFormat.Csv)]
    [InlineData("?from=2024-01-01&to=2024-12-31&format=json", "2024-01-01", "2024-12-31", ReportFormat.Json)]
    [InlineData("?from=&to=", "2026-10-25", "2026-11-23", ReportFormat.Json)]
    [InlineData("?from=0001-01-01&to=0001-01-02", "0001-01-01", "0001-01-02", ReportFormat.Json)]
    [InlineData("?to=0001-01-05", "0001-01-05", "0001-01-05", ReportFormat.Json)]
    public void Range_IsTheLastThirtyDays_WhereNoneIsNamed(string query, string from, string to, ReportFormat format)
    {
        var (request, problem) = ReportRequest.Read(Query(query), Today);

        Assert.Null(problem);
        Assert.Equal(new ReportRequest(DateOnly.Parse(from, null), DateOnly.Parse(to, null), format), request);
    }

    [Theory]
    [InlineData("?from=23.11.2026", "from is no day")]
    [InlineData("?to=2026-02-29", "to is no day")]
    [InlineData("?from=2026-11-01'%20OR%201=1--", "from is no day")]
    [InlineData("?from=2026-11-02&to=2026-11-01", "from is after to")]
    [InlineData("?from=2025-11-22", "longer than 366 days")]
    [InlineData("?format=xml", "json or csv")]
    [InlineData("?form=csv", "no parameter 'form'; there are from, to, format")]
    [InlineData("?from=2026-11-01&from=2026-11-02", "from is no day")]
    public void WhatCannotBeAnswered_IsRefusedInWords(string query, string words)
    {
        var (request, problem) = ReportRequest.Read(Query(query), Today);

        Assert.Null(request);
        Assert.Equal(400, problem!.Status);
        Assert.Contains(words, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_QuotesWhatNeedsIt()
    {
        var answer = new ReportAnswer(
            "r", "d", "2026-11-01", "2026-11-02",
            [new("day", "date"), new("reason", "text"), new("amount", "number")],
            [["2026-11-01", "said \"no\", twice", 1234.5m], ["2026-11-02", null, 0.25], ["2026-11-02", "two\nlines", 3L]]);

        Assert.Equal(
            "day,reason,amount\r\n2026-11-01,\"said \"\"no\"\", twice\",1234.5\r\n2026-11-02,,0.25\r\n2026-11-02,\"two\nlines\",3\r\n",
            Csv.Write(answer));
    }

    private static QueryCollection Query(string query) => new(QueryHelpers.ParseQuery(query));
}
