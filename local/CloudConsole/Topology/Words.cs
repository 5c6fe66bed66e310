using System.Text.RegularExpressions;

namespace Local.CloudConsole.Topology;

/// <summary>Breaks names where their words begin.</summary>
internal static partial class Words
{
    /// <summary>The characters that fit into a part, and into one of the first column.</summary>
    public const int Line = 15;
    public const int ShortLine = 9;

    private const int MostLines = 2;

    public static IReadOnlyList<string> Break(string name, int longest)
    {
        var lines = new List<string> { "" };
        foreach (Match word in Word().Matches(name))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length > longest)
                lines.Add("");
            lines[^1] += word.Value;
        }
        var shown = lines.Take(MostLines).Select(line => Shorten(line, longest)).ToList();
        if (lines.Count > MostLines && !shown[^1].EndsWith('…'))
            shown[^1] = $"{shown[^1][..Math.Min(shown[^1].Length, longest - 1)]}…";
        return shown;
    }

    private static string Shorten(string line, int longest) => line.Length <= longest ? line : $"{line[..(longest - 1)]}…";

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[^A-Z\-_. (]+[-_. (]?|.")]
    private static partial Regex Word();
}
