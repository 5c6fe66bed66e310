using System.Globalization;

namespace Analytics.Lake;

/// <summary>
/// Where things are in the lake's bucket. <c>captured/</c> holds small files as they come and is read by the compaction only; <c>data/</c>
/// holds files that never change; <c>tables/</c> says which of those files a table consists of, day by day; <c>forgotten/</c> says
/// who is to leave no trace in them.
/// </summary>
public static class LakePaths
{
    public const string Captured = "captured/";

    public const string Data = "data/";

    public const string Tables = "tables/";

    /// <summary>See <see cref="Lake.Forgotten"/>.</summary>
    public const string Forgotten = "forgotten/";

    /// <summary>How a day is written.</summary>
    public const string DayFormat = "yyyy-MM-dd";

    public static string CapturedOf(LakeTable table) => $"{Captured}{table.Name}/";

    public static string CapturedFile(LakeTable table, DateOnly day, string name) => $"{CapturedOf(table)}{Text(day)}/{name}.parquet";

    public static string DataOf(LakeTable table) => $"{Data}{table.Name}/";

    public static string DataFile(LakeTable table, DateOnly day, string name) => $"{DataOf(table)}{Text(day)}/{name}.parquet";

    public static string TableOf(LakeTable table) => $"{Tables}{table.Name}/";

    /// <summary>What a Glue table is told of its days; <paramref name="day"/> may be a placeholder.</summary>
    public static string Partition(LakeTable table, string day) => $"{TableOf(table)}{LakeSchema.Day}={day}/";

    public static string Manifest(LakeTable table, DateOnly day) => $"{Partition(table, Text(day))}manifest";

    public static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>The day in the key of a captured file or a data file.</summary>
    /// <exception cref="FormatException">The key is of another form.</exception>
    public static DateOnly DayOf(string key) =>
        key.Split('/') is [_, _, var day, _]
            ? DateOnly.ParseExact(day, DayFormat, CultureInfo.InvariantCulture)
            : throw new FormatException($"{key} is no file of a day.");
}
