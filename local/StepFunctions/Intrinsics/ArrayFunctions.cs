using System.Text.Json;

namespace Local.StepFunctions.Intrinsics;

/// <summary>The <c>States.Array…</c> functions.</summary>
internal static class ArrayFunctions
{
    private const int LongestRange = 1000;

    public static JsonElement Partition(JsonElement array, JsonElement size)
    {
        var length = Arguments.Integer(size, "chunk size");
        if (length < 1)
            throw new IntrinsicArgumentException("The chunk size must be positive.");
        return Json.ArrayOf(Arguments.Array(array).EnumerateArray().Chunk((int)Math.Min(length, int.MaxValue)).Select(Json.ArrayOf));
    }

    public static JsonElement Contains(JsonElement array, JsonElement value) =>
        Json.Of(Arguments.Array(array).EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)));

    public static JsonElement Range(JsonElement first, JsonElement last, JsonElement step)
    {
        var from = Arguments.Integer(first, "first element");
        var to = Arguments.Integer(last, "last element");
        var increment = Arguments.Integer(step, "increment");
        if (increment == 0)
            throw new IntrinsicArgumentException("The increment must not be zero.");
        var count = Math.Max(0, ((to - from) / increment) + 1);
        if ((increment > 0 && from > to) || (increment < 0 && from < to))
            count = 0;
        if (count > LongestRange)
            throw new IntrinsicArgumentException($"The range must not have more than {LongestRange} elements.");
        return Json.ArrayOf(Enumerable.Range(0, (int)count).Select(index => Json.Of(from + (index * increment))));
    }

    public static JsonElement GetItem(JsonElement array, JsonElement index)
    {
        var position = Arguments.Integer(index, "index");
        if (position < 0 || position >= Arguments.Array(array).GetArrayLength())
            throw new IntrinsicArgumentException($"The index {position} is out of range for an array of {array.GetArrayLength()} elements.");
        return array[(int)position];
    }

    public static JsonElement Length(JsonElement array) => Json.Of(Arguments.Array(array).GetArrayLength());

    public static JsonElement Unique(JsonElement array)
    {
        var unique = new List<JsonElement>();
        foreach (var item in Arguments.Array(array).EnumerateArray())
        {
            if (!unique.Exists(known => JsonElement.DeepEquals(known, item)))
                unique.Add(item);
        }
        return Json.ArrayOf(unique);
    }
}
