using System.Globalization;

namespace Local.Ops;

/// <summary>Durations as people say them.</summary>
internal static class Ages
{
    public static string Of(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "just now",
        { TotalMinutes: < 2 } => Text(age.TotalSeconds, "s"),
        { TotalHours: < 2 } => Text(age.TotalMinutes, "min"),
        { TotalDays: < 2 } => Text(age.TotalHours, "h"),
        _ => Text(age.TotalDays, "days"),
    };

    private static string Text(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(count):0} {unit}");
}
