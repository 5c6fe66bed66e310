namespace Local.Schedules;

/// <summary>The six fields of a cron expression: minutes, hours, day of month, month, day of week, year.</summary>
internal sealed class CronExpression(CronField[] fields) : ScheduleExpression
{
    private const int LastYear = 2199;
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public static new CronExpression Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 6)
            throw new FormatException($"cron({text}) doesn't have six fields");
        if (parts[2] == "?" == (parts[4] == "?"))
            throw new FormatException($"cron({text}) needs a ? for the day of the month or the day of the week, not for both");
        return new CronExpression(
        [
            CronField.Parse(parts[0], 0, 59),
            CronField.Parse(parts[1], 0, 23),
            CronField.Parse(parts[2], 1, 31),
            CronField.Parse(parts[3], 1, 12, Months),
            CronField.Parse(parts[4], 1, 7, Days),
            CronField.Parse(parts[5], 1970, LastYear),
        ]);
    }

    public override DateTimeOffset? Next(DateTimeOffset after)
    {
        var utc = after.UtcDateTime;
        var first = new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, 0, DateTimeKind.Utc).AddMinutes(1);
        // A date like February 29th on a Monday comes every 28 years, or 40 around a century without a leap day.
        for (var day = first.Date; day.Year <= Math.Min(LastYear, first.Year + 41); day = day.AddDays(1))
        {
            if (IsDue(day) && FirstTime(notBefore: day == first.Date ? first.TimeOfDay : TimeSpan.Zero) is { } time)
                return new DateTimeOffset(day + time, TimeSpan.Zero);
        }
        return null;
    }

    private bool IsDue(DateTime day) =>
        fields[5].Has(day.Year) && fields[3].Has(day.Month) && fields[2].Has(day.Day) && fields[4].Has((int)day.DayOfWeek + 1);

    private TimeSpan? FirstTime(TimeSpan notBefore)
    {
        for (var time = notBefore; time < TimeSpan.FromDays(1); time += TimeSpan.FromMinutes(1))
        {
            if (fields[1].Has(time.Hours) && fields[0].Has(time.Minutes))
                return time;
        }
        return null;
    }
}
