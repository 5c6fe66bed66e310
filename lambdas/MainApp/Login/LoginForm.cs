using MainApp.Pages;

namespace MainApp.Login;

/// <summary>What a browser posts to redeem a login: a token, and the proof that it belongs to whoever checked out.</summary>
/// <param name="CodeVerifier">Null when the link had none.</param>
public sealed record LoginForm(string Token, string? CodeVerifier)
{
    public const string TokenField = "token";
    public const string VerifierField = "code_verifier";

    /// <summary>Several times the length of a login token.</summary>
    private const int MaximumTokenLength = 4096;

    /// <summary>RFC 7636, section 4.1.</summary>
    private const int MaximumVerifierLength = 128;

    /// <summary>A token that can be one: the characters of a JSON Web Token, in a bearable number.</summary>
    public static string? TokenOrNull(string? text) =>
        text is { Length: > 0 and <= MaximumTokenLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? text
            : null;

    /// <summary>A verifier as it came or was pasted; what can't be one is cut to what AuthService needs to see that.</summary>
    public static string? VerifierOrNull(string? text) =>
        text?.Trim().TrimStart('#') is { Length: > 0 } verifier ? verifier[..Math.Min(verifier.Length, MaximumVerifierLength + 1)] : null;

    /// <summary>The form with a button, for who has to press it.</summary>
    /// <param name="extra">More fields.</param>
    public static Markup WithButton(HttpContext http, string token, Markup extra, string button) => Markup.Of(
        $"""
        <form id="login" method="post" action="{http.PathTo("/login/sso")}">
        <input type="hidden" name="{TokenField}" value="{token}">
        {extra}
        <button type="submit">{button}</button>
        </form>
        """);

    /// <summary>A field to paste the verifier into, for a browser that didn't take it from the address itself.</summary>
    public static Markup PasteField(string label) => Markup.Of(
        $"""
        <label for="{VerifierField}">{label}</label>
        <input id="{VerifierField}" name="{VerifierField}" maxlength="{MaximumVerifierLength + 1}"
          autocomplete="off" autocapitalize="none" spellcheck="false">
        """);
}
