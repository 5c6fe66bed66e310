using System.Net;

namespace Mail;

/// <summary>One e-mail to a customer, in both forms that mail programs show.</summary>
/// <param name="Kind">Names the occasion.</param>
public sealed record Letter(string Kind, string From, string To, string Subject, string Text, string Html)
{
    /// <summary>Writes a letter of parts. Whatever they hold is shown as text.</summary>
    public static Letter Write(string kind, string from, string to, string subject, params IReadOnlyList<LetterPart> parts) =>
        new(kind, from, to, subject, string.Concat(parts.Select(part => part.Text)), HtmlOf(subject, parts));

    private static string HtmlOf(string title, IReadOnlyList<LetterPart> parts) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(title)}</title></head>
        <body style="font-family: sans-serif; line-height: 1.5; max-width: 36rem; margin: 2rem auto; color: #1c1c1c">
        <h1 style="font-size: 1.25rem">{WebUtility.HtmlEncode(title)}</h1>
        {string.Concat(parts.Select(part => part.Html))}</body>
        </html>
        """;
}
