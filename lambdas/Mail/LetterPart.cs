using System.Net;

namespace Mail;

/// <summary>A piece of a letter in its two forms.</summary>
public abstract record LetterPart
{
    private LetterPart() { }

    internal abstract string Text { get; }

    internal abstract string Html { get; }

    public sealed record Paragraph(string Content) : LetterPart
    {
        internal override string Text => $"{Content}\n\n";

        internal override string Html => $"<p>{Encode(Content)}</p>\n";
    }

    /// <summary>A link on a line of its own, so that it can be copied where it can't be followed.</summary>
    public sealed record Link(string Label, string Url) : LetterPart
    {
        internal override string Text => $"{Url}\n\n";

        internal override string Html => $"<p><a href=\"{Encode(Url)}\">{Encode(Label)}</a></p>\n";
    }

    public sealed record Facts(params IReadOnlyList<(string Label, string Value)> Rows) : LetterPart
    {
        internal override string Text => string.Concat(Rows.Select(row => $"{row.Label}: {row.Value}\n"));

        internal override string Html => $"<table>\n{string.Concat(Rows.Select(HtmlOf))}</table>\n";

        private static string HtmlOf((string Label, string Value) row) =>
            $"<tr><th align=\"left\">{Encode(row.Label)}</th><td>{Encode(row.Value)}</td></tr>\n";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
