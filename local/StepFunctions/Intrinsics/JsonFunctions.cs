using System.Text;
using System.Text.Json;

namespace Local.StepFunctions.Intrinsics;

/// <summary><c>States.StringToJson</c> and <c>States.JsonMerge</c>.</summary>
internal static class JsonFunctions
{
    public static JsonElement StringToJson(JsonElement argument)
    {
        var text = Arguments.Text(argument, "JSON text");
        if (string.IsNullOrWhiteSpace(text))
            return Json.Null;
        try
        {
            return Json.ParseCompact(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException problem)
        {
            throw new IntrinsicArgumentException($"The string is not valid JSON: {problem.Message}");
        }
    }

    /// <summary>The members of both objects; those of the second win. Only the shallow merge exists.</summary>
    public static JsonElement Merge(JsonElement first, JsonElement second, JsonElement deep)
    {
        if (first.ValueKind != JsonValueKind.Object || second.ValueKind != JsonValueKind.Object)
            throw new IntrinsicArgumentException("Both values to merge must be objects.");
        if (deep.ValueKind != JsonValueKind.False)
            throw new IntrinsicArgumentException("The third argument must be false: only the shallow merge is supported.");
        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            foreach (var property in first.EnumerateObject().Where(property => !second.TryGetProperty(property.Name, out _)))
                writer.WriteElement(property.Name, property.Value);
            foreach (var property in second.EnumerateObject())
                writer.WriteElement(property.Name, property.Value);
            writer.WriteEndObject();
        });
    }
}
