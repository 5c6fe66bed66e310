using System.Text;
using System.Text.Json;

namespace Local.StepFunctions.Intrinsics;

/// <summary><c>States.Format</c> and <c>States.StringSplit</c>.</summary>
internal static class StringFunctions
{
    public static JsonElement Format(IReadOnlyList<JsonElement> arguments)
    {
        var template = Arguments.Text(arguments[0], "template");
        var result = new StringBuilder(template.Length);
        var used = 0;
        for (var position = 0; position < template.Length; position++)
        {
            if (template[position] == '\\' && position + 1 < template.Length && template[position + 1] is '{' or '}')
                result.Append(template[++position]);
            else if (template[position] == '{' && position + 1 < template.Length && template[position + 1] == '}')
            {
                if (++used >= arguments.Count)
                    throw new IntrinsicArgumentException("There are more placeholders than arguments.");
                AppendValue(result, arguments[used]);
                position++;
            }
            else
                result.Append(template[position]);
        }
        return used == arguments.Count - 1
            ? Json.Of(result.ToString())
            : throw new IntrinsicArgumentException("There are fewer placeholders than arguments.");
    }

    /// <summary>Splits at any character of the separator; empty parts are dropped.</summary>
    public static JsonElement Split(JsonElement text, JsonElement separator) => Json.ArrayOf(
        Arguments.Text(text, "string")
            .Split(Arguments.Text(separator, "splitter").ToCharArray(), StringSplitOptions.RemoveEmptyEntries)
            .Select(Json.Of));

    // Objects and arrays appear as Java prints them: {a=1, b=[]}.
    private static void AppendValue(StringBuilder result, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                result.Append(value.GetString());
                break;
            case JsonValueKind.Object:
                result.Append('{');
                AppendAll(result, value.EnumerateObject(), AppendMember);
                result.Append('}');
                break;
            case JsonValueKind.Array:
                result.Append('[');
                AppendAll(result, value.EnumerateArray(), AppendValue);
                result.Append(']');
                break;
            default:
                result.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendMember(StringBuilder result, JsonProperty member) =>
        AppendValue(result.Append(member.Name).Append('='), member.Value);

    private static void AppendAll<T>(StringBuilder result, IEnumerable<T> items, Action<StringBuilder, T> append)
    {
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                result.Append(", ");
            first = false;
            append(result, item);
        }
    }
}
