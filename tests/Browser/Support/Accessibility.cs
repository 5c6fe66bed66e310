using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Browser.Tests.Support;

/// <summary>Holds a page against WCAG 2.2 A and AA by axe, and keeps a picture of it.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new RunOnlyOptions
        {
            Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        },
    };

    public static async Task AssertAccessibleAsync(this Visitor visitor, string name)
    {
        await visitor.PictureAsync(name);
        var result = await visitor.Page.RunAxe(Rules);
        Assert.True(result.Violations.Length == 0, $"{name}: " + string.Join("; ", result.Violations.Select(violation =>
            $"{violation.Id} ({violation.Help}): {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
        var overflow = await visitor.Page.EvaluateAsync<bool>(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
        Assert.False(overflow, $"{name} scrolls sideways.");
    }
}
