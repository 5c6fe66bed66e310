using System.Globalization;
using System.Text.RegularExpressions;
using MainApp.Pages;

namespace Services.Tests.MainApp;

/// <summary>The colours can be told apart (WCAG 2.2, 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for controls), light and dark.</summary>
public partial class StyleTests
{
    public static TheoryData<string, string, double> Pairs => new()
    {
        { "text", "page", 4.5 }, { "text", "card", 4.5 }, { "quiet", "page", 4.5 }, { "quiet", "card", 4.5 },
        { "action", "card", 4.5 }, { "on-action", "action", 4.5 },
        { "line", "card", 3 }, { "focus", "card", 3 },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Colours_HaveEnoughContrast(string front, string back, double least)
    {
        var palettes = Palette().Matches(InlineFile.Style.Text).Select(palette => Colour().Matches(palette.Value)
            .ToDictionary(colour => colour.Groups[1].Value, colour => Luminance(colour.Groups[2].Value))).ToList();

        Assert.Equal(2, palettes.Count);
        Assert.All(palettes, palette =>
        {
            var (one, other) = (palette[front], palette[back]);
            Assert.True((Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05) >= least);
        });
    }

    /// <summary>WCAG 2.2, "relative luminance".</summary>
    private static double Luminance(string hex)
    {
        double Part(int from)
        {
            var value = int.Parse(hex.AsSpan(from, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Palette();

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6})")]
    private static partial Regex Colour();
}
