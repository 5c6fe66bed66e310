using System.Globalization;

namespace Local.StepFunctions.Paths;

/// <summary>Reads the text of a path. Also used by the intrinsic parser, which has paths among its arguments.</summary>
internal sealed class JsonPathParser(string text, int start = 0)
{
    private readonly TextCursor cursor = new(text, start);

    /// <summary>Where reading stopped.</summary>
    public int Position => cursor.Position;

    public IReadOnlyList<PathSegment> ParseAll()
    {
        var segments = ParsePrefix('$');
        if (!cursor.AtEnd)
            throw cursor.Unexpected();
        return segments;
    }

    /// <summary>Reads a path that begins with <paramref name="root"/> and ends where no segment follows.</summary>
    public IReadOnlyList<PathSegment> ParsePrefix(char root)
    {
        cursor.Expect(root);
        var segments = new List<PathSegment>();
        while (!cursor.AtEnd)
        {
            if (cursor.TryTake(".."))
            {
                segments.Add(new DeepScanSegment());
                segments.Add(cursor.Peek == '[' ? ParseBracket() : ParseName());
            }
            else if (cursor.TryTake("."))
                segments.Add(ParseName());
            else if (cursor.Peek == '[')
                segments.Add(ParseBracket());
            else
                break;
        }
        return segments;
    }

    private PathSegment ParseName()
    {
        if (cursor.TryTake("*"))
            return new WildcardSegment();
        var name = cursor.TakeWhile(static c => !char.IsWhiteSpace(c) && !".[]()'\",=<>!&|*?@$".Contains(c, StringComparison.Ordinal));
        return name.Length > 0 ? new MemberSegment(name) : throw cursor.Unexpected();
    }

    private PathSegment ParseBracket()
    {
        cursor.Expect('[');
        cursor.SkipSpace();
        PathSegment segment;
        if (cursor.TryTake("*"))
            segment = new WildcardSegment();
        else if (cursor.TryTake("?"))
            segment = new FilterSegment(new PathFilterParser(text, cursor).Parse());
        else
            segment = ParseUnion();
        cursor.SkipSpace();
        cursor.Expect(']');
        return segment;
    }

    private PathSegment ParseUnion()
    {
        var parts = new List<PathSegment>();
        do
        {
            cursor.SkipSpace();
            parts.Add(cursor.Peek is '\'' or '"' ? new MemberSegment(cursor.TakeQuoted()) : ParseIndexOrSlice());
            cursor.SkipSpace();
        }
        while (cursor.TryTake(","));
        return parts.Count == 1 ? parts[0] : new UnionSegment(parts);
    }

    private PathSegment ParseIndexOrSlice()
    {
        var from = TakeInteger();
        cursor.SkipSpace();
        if (!cursor.TryTake(":"))
            return from is { } index ? new IndexSegment(index) : throw cursor.Unexpected();
        var to = TakeInteger();
        var step = cursor.TryTake(":") ? TakeInteger() ?? 1 : 1;
        return step > 0 ? new SliceSegment(from, to, step) : throw cursor.Unexpected();
    }

    private int? TakeInteger()
    {
        cursor.SkipSpace();
        var digits = cursor.TakeWhile(static c => c == '-' || char.IsAsciiDigit(c));
        if (digits.Length == 0)
            return null;
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw cursor.Unexpected();
    }
}
