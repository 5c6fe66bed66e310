using System.Globalization;
using Local.Schedules;

namespace Local.Tests.Schedules;

public sealed class ScheduleExpressionTests
{
    [Theory]
    [InlineData("rate(1 minute)", "2026-11-22T10:01:30Z")]
    [InlineData("rate(5 minutes)", "2026-11-22T10:05:30Z")]
    [InlineData("rate(1 hour)", "2026-11-22T11:00:30Z")]
    [InlineData("rate(7 days)", "2026-11-29T10:00:30Z")]
    [InlineData("cron(* * * * ? *)", "2026-11-22T10:01:00Z")]
    [InlineData("cron(0/15 * * * ? *)", "2026-11-22T10:15:00Z")]
    [InlineData("cron(0 10 * * ? *)", "2026-11-23T10:00:00Z")]
    [InlineData("cron(15 12 * * ? *)", "2026-11-22T12:15:00Z")]
    [InlineData("cron(0 18 ? * MON-FRI *)", "2026-11-23T18:00:00Z")]
    [InlineData("cron(0 8 1 * ? *)", "2026-12-01T08:00:00Z")]
    [InlineData("cron(5,35 14 * * ? *)", "2026-11-22T14:05:00Z")]
    [InlineData("cron(0 0 ? JAN,jul 1 *)", "2027-01-03T00:00:00Z")]
    [InlineData("cron(0 0 29 2 ? *)", "2028-02-29T00:00:00Z")]
    [InlineData("cron(0 0 1 1 ? 2030-2031)", "2030-01-01T00:00:00Z")]
    [InlineData("cron(0 0 31 2 ? *)", null)]
    [InlineData("cron(0 0 * * ? 2020)", null)]
    public void NextRun_IsTheFirstAfterTheMoment(string schedule, string? next) => Assert.Equal(
        next is null ? null : DateTimeOffset.Parse(next, CultureInfo.InvariantCulture),
        ScheduleExpression.Parse(schedule).Next(DateTimeOffset.Parse("2026-11-22T10:00:30Z", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("every(5 minutes)")]
    [InlineData("rate(5)")]
    [InlineData("rate(0 minutes)")]
    [InlineData("rate(1 minutes)")]
    [InlineData("rate(5 minute)")]
    [InlineData("rate(5 seconds)")]
    [InlineData("cron(0 10 * * ?)")]
    [InlineData("cron(0 10 * * * *)")]
    [InlineData("cron(0 10 ? * ? *)")]
    [InlineData("cron(60 10 * * ? *)")]
    [InlineData("cron(0 10 L * ? *)")]
    [InlineData("cron(0 10 ? * 2#1 *)")]
    [InlineData("cron(0 10 ? * FUN *)")]
    [InlineData("cron(0/0 10 * * ? *)")]
    [InlineData("cron(5-1 10 * * ? *)")]
    public void OtherText_IsRefused(string schedule) => Assert.Throws<FormatException>(() => ScheduleExpression.Parse(schedule));
}
