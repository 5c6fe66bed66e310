using System.Text;
using Local.Ops.Verbs;

namespace Local.Ops.Timelines;

/// <summary>A timeline as people read it.</summary>
internal static class TimelineText
{
    private const int SourceWidth = 12;

    /// <param name="place">The options that lead a command to the same platform.</param>
    public static string Of(PurchaseTimeline timeline, DateTimeOffset now, string place = "")
    {
        var text = new StringBuilder();
        text.AppendLine($"{timeline.PurchaseId}  {timeline.Status}").AppendLine();
        foreach (var entry in timeline.Entries)
            text.AppendLine($"{PurchaseTimeline.Time(entry.Time)}  {entry.Source.PadRight(SourceWidth)}{entry.What}");
        if (timeline.Now.Count > 0)
            text.AppendLine().AppendLine("Now");
        foreach (var state in timeline.Now)
            text.AppendLine($"  {state.Source.PadRight(SourceWidth)}{state.What}");
        text.AppendLine().Append(timeline.Verdict);
        if (timeline.Verdict.Since is { } since)
            text.Append($" Since {PurchaseTimeline.Time(since)} ({Ages.Of(now - since)}).");
        text.AppendLine();
        foreach (var contradiction in timeline.Verdict.Contradictions)
            text.AppendLine($"BROKEN: {contradiction}");
        if (timeline.Verdict.Run is { } run)
            text.AppendLine($"Run: {OpsVerb.CommandLine} {run}{place}");
        return text.ToString().TrimEnd();
    }
}
