using System.Globalization;

namespace Local.Schedules;

/// <summary>The values that one field of a cron expression admits: lists, ranges, steps, names and wildcards. L, W and # are refused.</summary>
internal sealed class CronField(HashSet<int> values)
{
    public bool Has(int value) => values.Contains(value);

    /// <param name="names">Names of the values from <paramref name="least"/> on.</param>
    public static CronField Parse(string text, int least, int greatest, params string[] names)
    {
        var values = new HashSet<int>();
        foreach (var part in text.Split(','))
        {
            var (range, step) = part.Split('/') switch
            {
                [var all] => (all, 1),
                [var all, var every] when int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 =>
                    (all, number),
                _ => throw Refusal(text),
            };
            var (from, to) = range.Split('-') switch
            {
                ["*"] or ["?"] => (least, greatest),
                [var one] when part.Contains('/') => (Value(one), greatest),
                [var one] => (Value(one), Value(one)),
                [var start, var end] => (Value(start), Value(end)),
                _ => throw Refusal(text),
            };
            for (var value = from; value <= to; value += step)
                values.Add(value);
        }
        return values.Count > 0 ? new CronField(values) : throw Refusal(text);

        int Value(string word)
        {
            var named = Array.FindIndex(names, name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
            if (named >= 0)
                return least + named;
            return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= greatest
                ? value
                : throw Refusal(text);
        }
    }

    private static FormatException Refusal(string text) => new($"the cron field '{text}' isn't supported by the local cloud");
}
