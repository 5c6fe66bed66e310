namespace AuthService.SendLoginLink;

/// <summary>A letter to one address, sent or about to be.</summary>
/// <param name="RequestId">The request that it answers.</param>
/// <param name="Sent">Whether the mail service has confirmed it.</param>
public sealed record RecentLetter(string RequestId, DateTimeOffset ClaimedAt, bool Sent);

/// <summary>What to do about a request for a letter.</summary>
public abstract record LetterDecision
{
    private LetterDecision() { }

    /// <summary>Send it, if the address's letters can be made these.</summary>
    public sealed record Send(IReadOnlyList<RecentLetter> Letters) : LetterDecision;

    public sealed record Skip(SkipReason Reason) : LetterDecision;

    /// <summary>Another attempt at the same request may be at work.</summary>
    public sealed record Wait : LetterDecision;
}

public enum SkipReason
{
    /// <summary>An earlier attempt at this request has sent it.</summary>
    SentBefore,

    /// <summary>The last one is not a minute old.</summary>
    TooSoon,

    /// <summary>Five have been sent within the hour.</summary>
    TooMany,
}

/// <summary>How often one address gets a login link: once a minute, five times an hour. No I/O.</summary>
public static class LetterLimit
{
    /// <summary>How long letters count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private const int MostInWindow = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Longer than the function can run, shorter than the minute that Lambda waits before it repeats a failed event.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    /// <param name="recent">The letters to the address; those that no longer count are ignored.</param>
    public static LetterDecision Decide(IReadOnlyList<RecentLetter> recent, string requestId, DateTimeOffset now)
    {
        var counted = recent.Where(letter => now - letter.ClaimedAt < Window).ToList();
        return counted.Find(letter => letter.RequestId == requestId) switch
        {
            { Sent: true } => new LetterDecision.Skip(SkipReason.SentBefore),
            { } claimed when now - claimed.ClaimedAt < Lease => new LetterDecision.Wait(),
            { } claimed => new LetterDecision.Send([.. counted.Where(letter => letter != claimed), claimed with { ClaimedAt = now }]),
            _ when counted.Exists(letter => now - letter.ClaimedAt < Pause) => new LetterDecision.Skip(SkipReason.TooSoon),
            _ when counted.Count >= MostInWindow => new LetterDecision.Skip(SkipReason.TooMany),
            _ => new LetterDecision.Send([.. counted, new RecentLetter(requestId, now, Sent: false)]),
        };
    }

    public static IReadOnlyList<RecentLetter> MarkSent(IReadOnlyList<RecentLetter> recent, string requestId) =>
        [.. recent.Select(letter => letter.RequestId == requestId ? letter with { Sent = true } : letter)];
}
