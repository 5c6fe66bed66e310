using MainApp.Pages;
using Platform.Email;

namespace MainApp.Login;

/// <summary><c>GET</c> and <c>POST /login</c>: signing in by a link in an e-mail.</summary>
public static class EmailSignIn
{
    private const string Title = "Sign in";
    private const string EmailField = "email";

    private static readonly Markup NotSetUp = Markup.Of(
        $"""
        <p>Signing in by e-mail is not set up here.</p>
        <p>If you have just bought something, go back to the shop's page: it holds your login.</p>
        """);

    private static readonly Markup Problem = Markup.Of(
        $"""<p id="problem" role="alert">That is not an e-mail address. Please check it.</p>""");

    private static readonly Markup RefersToProblem = Markup.Of($""" aria-invalid="true" aria-describedby="problem" """);

    public static void MapEmailSignIn(this WebApplication app)
    {
        app.MapGet("/login", (HttpContext http, IAuthService auth) =>
            new Page(200, Title, auth.SendsLoginLinks ? Form(http) : NotSetUp));
        app.MapPost("/login", SendAsync);
    }

    private static async Task<IResult> SendAsync(HttpContext http, IAuthService auth, ILoggerFactory logs)
    {
        var log = logs.CreateLogger(typeof(EmailSignIn));
        if (!auth.SendsLoginLinks)
            return new Page(404, Title, NotSetUp);
        var (form, status) = await SmallForm.ReadAsync(http.Request);
        if (form is null)
        {
            log.LogInformation(AppEvents.FormRefused, "No login link: the request held no form");
            return new Page(status, Title, Form(http));
        }
        var given = form.Field(EmailField)?.Trim() ?? "";
        if (!EmailAddress.TryParse(given, out var email))
            return new Page(400, Title, Form(http, wrong: given));

        await auth.SendLoginLinkAsync(email.Value, http.RequestAborted);
        log.LogInformation(AppEvents.LoginLinkRequested, "A login link was asked for");
        // The same for every address: who is a customer is nobody's business.
        return new Page(200, "Look into your mailbox", Markup.Of(
            $"""
            <p>If this address belongs to an account, a link is on its way to it. It works once, for a few minutes.</p>
            <p><a href="{http.PathTo("/login")}">Use another address</a></p>
            """));
    }

    /// <param name="wrong">What was given instead of an address, to be mended.</param>
    private static Markup Form(HttpContext http, string? wrong = null) => Markup.Of(
        $"""
        <p>We send you a link that signs you in.</p>
        {(wrong is null ? Markup.Empty : Problem)}
        <form method="post" action="{http.PathTo("/login")}">
        <label for="{EmailField}">E-mail address</label>
        <input id="{EmailField}" name="{EmailField}" type="email" autocomplete="email" required maxlength="254"
          value="{wrong}"{(wrong is null ? Markup.Empty : RefersToProblem)}>
        <button type="submit">Send the link</button>
        </form>
        """);
}
