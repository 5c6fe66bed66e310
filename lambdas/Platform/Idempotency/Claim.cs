namespace Platform.Idempotency;

/// <summary>What is known of earlier attempts at a piece of work that must have its effect once.</summary>
/// <param name="Fingerprint">Identifies the content of the request, so that a key used for something else is noticed.</param>
/// <param name="Finished">The work has its final result.</param>
/// <param name="LeaseUntil">Until then the attempt that holds the claim may still be at work.</param>
public sealed record Claim(string Fingerprint, bool Finished, DateTimeOffset LeaseUntil);

/// <summary>What to do with a repeated request.</summary>
public enum ClaimDecision
{
    /// <summary>The work is done: give its result again.</summary>
    Replay,

    /// <summary>The key belongs to another request.</summary>
    Mismatch,

    /// <summary>Another attempt is at work.</summary>
    InFlight,

    /// <summary>The last attempt ended without a result (crash, lost answer): do the work again under a new lease.</summary>
    TakeOver,
}

/// <summary>Decides what a repeated request may do. No I/O: the caller's conditional writes make the decision stick.</summary>
public static class Claims
{
    public static ClaimDecision Decide(Claim existing, string fingerprint, DateTimeOffset now) => existing switch
    {
        _ when existing.Fingerprint != fingerprint => ClaimDecision.Mismatch,
        { Finished: true } => ClaimDecision.Replay,
        _ when now < existing.LeaseUntil => ClaimDecision.InFlight,
        _ => ClaimDecision.TakeOver,
    };
}
