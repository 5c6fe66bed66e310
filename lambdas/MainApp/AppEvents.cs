namespace MainApp;

/// <summary>
/// What happens here, by the names that the log has them under. None carries a token, a verifier, a session id or an address.
/// </summary>
public static class AppEvents
{
    public static readonly EventId LoggedIn = new(1, nameof(LoggedIn));
    public static readonly EventId LoggedInBefore = new(2, nameof(LoggedInBefore));
    public static readonly EventId LoggedOut = new(3, nameof(LoggedOut));
    public static readonly EventId LoginLinkRequested = new(4, nameof(LoginLinkRequested));

    public static readonly EventId LinkIncomplete = new(10, nameof(LinkIncomplete));
    public static readonly EventId LinkUsed = new(11, nameof(LinkUsed));
    public static readonly EventId LinkExpired = new(12, nameof(LinkExpired));
    public static readonly EventId LinkForAnotherAudience = new(13, nameof(LinkForAnotherAudience));
    public static readonly EventId LinkForged = new(14, nameof(LinkForged));
    public static readonly EventId VerifierMissing = new(15, nameof(VerifierMissing));
    public static readonly EventId VerifierWrong = new(16, nameof(VerifierWrong));
    public static readonly EventId LinkWithdrawn = new(17, nameof(LinkWithdrawn));

    public static readonly EventId CrossSitePostRefused = new(20, nameof(CrossSitePostRefused));
    public static readonly EventId FormRefused = new(21, nameof(FormRefused));
    public static readonly EventId AuthServiceSilent = new(22, nameof(AuthServiceSilent));
    public static readonly EventId RequestFailed = new(23, nameof(RequestFailed));
}
