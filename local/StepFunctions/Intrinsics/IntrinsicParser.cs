using System.Text;
using System.Text.Json;
using Local.StepFunctions.Paths;

namespace Local.StepFunctions.Intrinsics;

/// <summary>Reads <c>States.Name('literal', $.path, 1, States.Nested())</c>.</summary>
internal sealed class IntrinsicParser(string text)
{
    private readonly TextCursor cursor = new(text);

    /// <exception cref="ExpressionSyntaxException">The text is not a call of a known function with a fitting number of arguments.</exception>
    public IntrinsicExpression Parse()
    {
        cursor.SkipSpace();
        var call = ParseCall();
        cursor.SkipSpace();
        return cursor.AtEnd ? call : throw cursor.Unexpected();
    }

    private IntrinsicExpression ParseCall()
    {
        var from = cursor.Position;
        var name = cursor.TakeWhile(static c => char.IsAsciiLetterOrDigit(c) || c == '.');
        if (!IntrinsicFunctions.ByName.TryGetValue(name, out var function))
            throw new ExpressionSyntaxException($"'{text}' is neither a path nor a call of a known intrinsic function");
        cursor.SkipSpace();
        cursor.Expect('(');
        var arguments = ParseArguments(function);
        if (arguments.Count < function.MinimumArguments || arguments.Count > function.MaximumArguments)
            throw new ExpressionSyntaxException($"{name} does not take {arguments.Count} arguments in '{text}'");
        return new IntrinsicExpression(text[from..cursor.Position], function, arguments);
    }

    private List<ValueExpression> ParseArguments(IntrinsicFunction function)
    {
        var arguments = new List<ValueExpression>();
        cursor.SkipSpace();
        if (cursor.TryTake(")"))
            return arguments;
        while (true)
        {
            cursor.SkipSpace();
            // The template of States.Format keeps its escaped braces: only Format knows which of them are placeholders.
            arguments.Add(ParseArgument(keepEscapedBraces: arguments.Count == 0 && function.Name == "States.Format"));
            cursor.SkipSpace();
            if (cursor.TryTake(")"))
                return arguments;
            cursor.Expect(',');
        }
    }

    private ValueExpression ParseArgument(bool keepEscapedBraces) => cursor.Peek switch
    {
        '\'' => new LiteralExpression(Json.Of(TakeString(keepEscapedBraces))),
        '$' => TakePath(),
        'S' => ParseCall(),
        _ => TakeLiteral(),
    };

    private PathExpression TakePath()
    {
        var fromContext = cursor.TryTake("$$");
        var from = fromContext ? cursor.Position - 1 : cursor.Position;
        var parser = new JsonPathParser(text, from);
        var segments = parser.ParsePrefix('$');
        cursor.Position = parser.Position;
        return new PathExpression(JsonPath.FromSegments(text[from..parser.Position], segments), fromContext);
    }

    private LiteralExpression TakeLiteral()
    {
        var literal = cursor.TakeWhile(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+');
        try
        {
            return new LiteralExpression(Json.Parse(literal));
        }
        catch (JsonException)
        {
            throw cursor.Unexpected();
        }
    }

    // \' \\ \{ \} are escapes of the language; any other backslash belongs to the text, for instance to JSON inside the literal.
    private string TakeString(bool keepEscapedBraces)
    {
        cursor.Expect('\'');
        var value = new StringBuilder();
        while (!cursor.AtEnd && cursor.Peek != '\'')
        {
            if (cursor.Peek == '\\' && cursor.Position + 1 < text.Length && text[cursor.Position + 1] is '\'' or '\\' or '{' or '}')
            {
                if (keepEscapedBraces && text[cursor.Position + 1] is '{' or '}')
                    value.Append('\\');
                cursor.Position++;
            }
            value.Append(text[cursor.Position++]);
        }
        cursor.Expect('\'');
        return value.ToString();
    }
}
