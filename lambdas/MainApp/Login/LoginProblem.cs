using Contracts;
using MainApp.Pages;

namespace MainApp.Login;

/// <summary>Why a login link did not log in, for the visitor and for the log.</summary>
/// <param name="TokenIsGood">The link still works with the right verifier.</param>
public sealed record LoginProblem(int Status, EventId Event, LogLevel Level, string Title, string Text, bool TokenIsGood = false)
{
    public static readonly LoginProblem Incomplete = new(
        400, AppEvents.LinkIncomplete, LogLevel.Information, "This link is incomplete",
        "Part of the address is missing. Go back to the shop's page and follow its link again.");

    /// <summary>The request held no form that can be read.</summary>
    public static readonly LoginProblem Unreadable = new(
        400, AppEvents.FormRefused, LogLevel.Information, "We could not read that",
        "Go back to the shop's page and follow its link again.");

    private static readonly LoginProblem Used = new(
        409, AppEvents.LinkUsed, LogLevel.Information, "This link has been used",
        "A login link works once. If you did not use it yourself, sign in by e-mail and tell us.");

    private static readonly LoginProblem Expired = new(
        410, AppEvents.LinkExpired, LogLevel.Information, "This link has expired",
        "A login link works for a few minutes. The shop's page gives you a fresh one, once; or sign in by e-mail.");

    private static readonly LoginProblem AnotherAudience = new(
        403, AppEvents.LinkForAnotherAudience, LogLevel.Warning, "This link is for another site",
        "It was made for a different application than this one, so it can't sign you in here.");

    private static readonly LoginProblem Forged = new(
        400, AppEvents.LinkForged, LogLevel.Warning, "This link is not one of ours",
        "We did not make it, or it was changed on its way. Only follow the link on the shop's page.");

    private static readonly LoginProblem MissingVerifier = new(
        400, AppEvents.VerifierMissing, LogLevel.Information, "The second half of this link is missing",
        "It is the part of the address behind the #, and it never leaves the browser that you bought with. "
        + "Open the link in that browser, or paste that part here.", TokenIsGood: true);

    private static readonly LoginProblem WrongVerifier = new(
        403, AppEvents.VerifierWrong, LogLevel.Warning, "The two halves of this link don't match",
        "The part of the address behind the # belongs to another purchase. Open the link in the browser that you bought with, "
        + "or paste the right part here.", TokenIsGood: true);

    private static readonly LoginProblem Withdrawn = new(
        410, AppEvents.LinkWithdrawn, LogLevel.Information, "This link was withdrawn",
        "Its purchase was refunded, or was a long time ago. The shop's page says which.");

    public static LoginProblem Of(RedeemOutcome outcome) => outcome switch
    {
        RedeemOutcome.Used => Used,
        RedeemOutcome.Expired => Expired,
        RedeemOutcome.WrongAudience => AnotherAudience,
        RedeemOutcome.Forged => Forged,
        RedeemOutcome.MissingVerifier => MissingVerifier,
        RedeemOutcome.WrongVerifier => WrongVerifier,
        RedeemOutcome.Withdrawn => Withdrawn,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>Logs the problem and gives its page.</summary>
    /// <param name="token">What the visitor can try again with, if that makes sense.</param>
    public Page Answer(HttpContext http, ILoggerFactory logs, string? token = null)
    {
        var again = TokenIsGood && token is not null
            ? LoginForm.WithButton(http, token, LoginForm.PasteField("The part of the link behind the #"), "Sign in")
            : Markup.Empty;
        logs.CreateLogger<LoginProblem>().Log(Level, Event, "No login: {Reason}", Title);
        return new Page(Status, Title, Markup.Of(
            $"""
            <p>{Text}</p>
            {again}
            <p><a href="{http.PathTo("/login")}">Sign in by e-mail</a></p>
            """));
    }
}
