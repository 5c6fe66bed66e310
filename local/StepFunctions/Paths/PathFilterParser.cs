using System.Text.Json;

namespace Local.StepFunctions.Paths;

/// <summary>Reads <c>(@.price &lt; 10 &amp;&amp; @.name == 'x')</c>; the cursor stands behind the question mark.</summary>
internal sealed class PathFilterParser(string text, TextCursor cursor)
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];

    public PathFilter Parse()
    {
        cursor.SkipSpace();
        cursor.Expect('(');
        var filter = ParseOr();
        cursor.SkipSpace();
        cursor.Expect(')');
        return filter;
    }

    private PathFilter ParseOr()
    {
        var left = ParseAnd();
        while (TakeToken("||"))
            left = new OrFilter(left, ParseAnd());
        return left;
    }

    private PathFilter ParseAnd()
    {
        var left = ParseUnary();
        while (TakeToken("&&"))
            left = new AndFilter(left, ParseUnary());
        return left;
    }

    private PathFilter ParseUnary()
    {
        cursor.SkipSpace();
        if (cursor.TryTake("!"))
            return new NotFilter(ParseUnary());
        if (cursor.Peek == '(')
            return Parse();
        var left = ParseOperand();
        cursor.SkipSpace();
        return Array.Find(Operators, cursor.TryTake) is { } @operator
            ? new ComparisonFilter(left, @operator, ParseOperand())
            : new ExistsFilter(left);
    }

    private FilterOperand ParseOperand()
    {
        cursor.SkipSpace();
        switch (cursor.Peek)
        {
            case '@' or '$':
                var root = cursor.Peek;
                var from = cursor.Position;
                var parser = new JsonPathParser(text, from);
                var segments = parser.ParsePrefix(root);
                cursor.Position = parser.Position;
                return new FilterOperand(null, JsonPath.FromSegments(text[from..cursor.Position], segments), root == '$');
            case '\'' or '"':
                return new FilterOperand(Json.Of(cursor.TakeQuoted()), null, false);
            default:
                var literal = cursor.TakeWhile(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+');
                try
                {
                    return new FilterOperand(Json.Parse(literal), null, false);
                }
                catch (JsonException)
                {
                    throw cursor.Unexpected();
                }
        }
    }

    private bool TakeToken(string token)
    {
        cursor.SkipSpace();
        return cursor.TryTake(token);
    }
}
