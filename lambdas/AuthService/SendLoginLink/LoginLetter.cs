using AuthService.Tokens;
using Mail;

namespace AuthService.SendLoginLink;

/// <summary>Writes the letter with a login link.</summary>
/// <param name="sender">The address that SES has verified.</param>
/// <param name="mainAppUrl">Where the link leads, without a slash at the end.</param>
/// <param name="lifetime">How long a link works.</param>
public sealed class LoginLetter(string sender, string mainAppUrl, TimeSpan lifetime)
{
    public Letter For(LoginToken token) => Letter.Write(
        "login-link", sender, token.Identity!.Email, "Your link to sign in",
        new LetterPart.Paragraph($"Open this link to sign in. It works once, within {lifetime.TotalMinutes:0} minutes."),
        new LetterPart.Link("Sign in", token.LinkTo(mainAppUrl)),
        new LetterPart.Paragraph(
            "If you did not ask for it, somebody else has entered your address. They can't sign in without this message: just delete it."));
}
