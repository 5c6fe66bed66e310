using System.Text;

namespace Local.StepFunctions.Paths;

/// <summary>A position in the text of an expression.</summary>
internal sealed class TextCursor(string text, int start = 0)
{
    public int Position { get; set; } = start;

    public bool AtEnd => Position >= text.Length;

    public char Peek => AtEnd ? '\0' : text[Position];

    public bool TryTake(string token)
    {
        if (string.CompareOrdinal(text, Position, token, 0, token.Length) != 0)
            return false;
        Position += token.Length;
        return true;
    }

    public void Expect(char expected)
    {
        if (Peek != expected || AtEnd)
            throw Unexpected();
        Position++;
    }

    public void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(text[Position]))
            Position++;
    }

    public string TakeWhile(Func<char, bool> accept)
    {
        var from = Position;
        while (!AtEnd && accept(text[Position]))
            Position++;
        return text[from..Position];
    }

    /// <summary>Reads a string in single or double quotes; a backslash takes the next character as it is.</summary>
    public string TakeQuoted()
    {
        var quote = Peek;
        Position++;
        var value = new StringBuilder();
        while (!AtEnd && Peek != quote)
        {
            if (Peek == '\\' && Position + 1 < text.Length)
                Position++;
            value.Append(text[Position++]);
        }
        Expect(quote);
        return value.ToString();
    }

    public ExpressionSyntaxException Unexpected() => new(AtEnd
        ? $"'{text}' ends too early"
        : $"unexpected '{Peek}' at position {Position} of '{text}'");
}
