using Local.Ops.Timelines;

namespace Local.CloudConsole.Stories;

/// <summary>Everything that is known of one purchase: why it is as it is, and what happened, in order of time.</summary>
/// <param name="Now">What parts of the platform know that leaves no trace of when it happened.</param>
internal sealed record Story(
    ListedPurchase Purchase, Explanation Explanation, IReadOnlyList<StoryItem> Items, IReadOnlyList<TimelineState> Now);
