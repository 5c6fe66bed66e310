using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace MainApp.Pages;

/// <summary>
/// A piece of HTML. It is made from an interpolated literal, <c>Markup.Of($"…{value}…")</c>, and every value in it is encoded,
/// unless it is markup itself: there is no way to forget it. Attributes have to stand in double quotes.
/// </summary>
public sealed class Markup
{
    private readonly string html;

    private Markup(string html) => this.html = html;

    public static Markup Empty { get; } = new("");

    public static Markup Of(Interpolation content) => new(content.Result());

    public override string ToString() => html;

    [InterpolatedStringHandler]
    public readonly ref struct Interpolation(int literalLength, int formattedCount)
    {
        private const int TypicalValueLength = 32;

        private readonly StringBuilder builder = new(literalLength + (formattedCount * TypicalValueLength));

        public void AppendLiteral(string literal) => builder.Append(literal);

        public void AppendFormatted(string? value) => builder.Append(HtmlEncoder.Default.Encode(value ?? ""));

        public void AppendFormatted(int value) => builder.Append(value);

        public void AppendFormatted(Markup? value) => builder.Append(value?.html);

        /// <summary>A file of this application, as it is: encoding would change a style sheet or script.</summary>
        public void AppendFormatted(InlineFile file) => builder.Append(file.Text);

        public string Result() => builder.ToString();
    }
}
