using Contracts;
using MainApp.Pages;
using MainApp.Sessions;
using Platform.Functions;

namespace MainApp.Login;

/// <summary><c>POST /login/sso</c>: exchanges a login token for a session, once.</summary>
public static class Redemption
{
    public static void MapRedemption(this WebApplication app) => app.MapPost("/login/sso", RedeemAsync);

    private static async Task<IResult> RedeemAsync(HttpContext http, IAuthService auth, BrowserSessions sessions, ILoggerFactory logs)
    {
        var (form, status) = await SmallForm.ReadAsync(http.Request);
        if (form is null)
            return (LoginProblem.Unreadable with { Status = status }).Answer(http, logs);
        if (LoginForm.TokenOrNull(form.Field(LoginForm.TokenField)) is not { } token)
            return LoginProblem.Incomplete.Answer(http, logs);

        var verifier = LoginForm.VerifierOrNull(form.Field(LoginForm.VerifierField));
        var log = logs.CreateLogger(typeof(Redemption));
        try
        {
            var answer = await auth.RedeemAsync(token, verifier, http.RequestAborted);
            return answer.Outcome switch
            {
                RedeemOutcome.Redeemed => await LogInAsync(http, sessions, answer.Identity!, token, log),
                // A double click, a reload or the way back: the same browser, with the session that this very token opened.
                RedeemOutcome.Used when await sessions.FindAsync(http) is { } session && session.WasOpenedBy(token) =>
                    LoggedInBefore(http, log),
                var outcome => LoginProblem.Of(outcome).Answer(http, logs, token),
            };
        }
        catch (FunctionUnavailableException e)
        {
            log.LogError(AppEvents.AuthServiceSilent, e, "No login: AuthService gave no answer");
            return ErrorPages.Unavailable(LoginForm.WithButton(http, token, Kept(verifier), "Try again"));
        }
    }

    private static async Task<IResult> LogInAsync(HttpContext http, BrowserSessions sessions, Identity identity, string token, ILogger log)
    {
        await sessions.OpenAsync(http, identity, token);
        log.LogInformation(
            AppEvents.LoggedIn, "{UserId} is logged in, by purchase {PurchaseId}", identity.UserId, identity.Purchase?.PurchaseId);
        return http.SeeOther("/welcome");
    }

    private static IResult LoggedInBefore(HttpContext http, ILogger log)
    {
        log.LogInformation(AppEvents.LoggedInBefore, "The token was used by this browser before, and its session stands");
        return http.SeeOther("/welcome");
    }

    private static Markup Kept(string? verifier) => verifier is null
        ? Markup.Empty
        : Markup.Of($"""<input type="hidden" name="{LoginForm.VerifierField}" value="{verifier}">""");
}
