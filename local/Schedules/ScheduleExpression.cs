using System.Globalization;

namespace Local.Schedules;

/// <summary>When a rule of EventBridge runs (User Guide, "Schedule expressions"): <c>rate(5 minutes)</c> or <c>cron(0 12 * * ? *)</c>, in UTC.</summary>
public abstract class ScheduleExpression
{
    /// <summary>The first run after an instant; null when there is none any more.</summary>
    public abstract DateTimeOffset? Next(DateTimeOffset after);

    /// <exception cref="FormatException">It is no schedule, or one that the local cloud doesn't know.</exception>
    public static ScheduleExpression Parse(string text) => text switch
    {
        _ when text.StartsWith("rate(", StringComparison.Ordinal) && text.EndsWith(')') => Rate.Parse(text[5..^1]),
        _ when text.StartsWith("cron(", StringComparison.Ordinal) && text.EndsWith(')') => CronExpression.Parse(text[5..^1]),
        _ => throw new FormatException($"'{text}' is neither rate(…) nor cron(…)"),
    };

    /// <summary>A fixed time from one run to the next.</summary>
    private sealed class Rate(TimeSpan period) : ScheduleExpression
    {
        public override DateTimeOffset? Next(DateTimeOffset after) => after + period;

        public static new Rate Parse(string text)
        {
            var parts = text.Split(' ');
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
                throw new FormatException($"rate({text}) is no number and unit");
            var unit = (parts[1], value) switch
            {
                ("minute", 1) or ("minutes", > 1) => TimeSpan.FromMinutes(1),
                ("hour", 1) or ("hours", > 1) => TimeSpan.FromHours(1),
                ("day", 1) or ("days", > 1) => TimeSpan.FromDays(1),
                _ => throw new FormatException($"rate({text}) has another unit than minute, hour or day, or the wrong number of it"),
            };
            return new Rate(value * unit);
        }
    }
}
