using System.Text.Json;

namespace Local.StepFunctions.Intrinsics;

/// <summary><c>States.MathAdd</c>, <c>States.MathRandom</c> and <c>States.UUID</c>.</summary>
internal static class MathFunctions
{
    public static JsonElement Add(JsonElement first, JsonElement second) =>
        Json.Of(Arguments.Integer(first, "first number") + Arguments.Integer(second, "second number"));

    /// <summary>A number from the first bound (included) to the second (excluded). A seed repeats the number, though not AWS's.</summary>
    public static JsonElement NextRandom(IReadOnlyList<JsonElement> arguments, Random random)
    {
        var from = Arguments.Integer(arguments[0], "start");
        var to = Arguments.Integer(arguments[1], "end");
        if (from >= to)
            throw new IntrinsicArgumentException("The start must be less than the end.");
        var source = arguments.Count == 3 ? new Random(unchecked((int)Arguments.Integer(arguments[2], "seed"))) : random;
        return Json.Of(source.NextInt64(from, to));
    }

    public static JsonElement Uuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40); // version 4: random
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80); // variant of RFC 9562
        return Json.Of(new Guid(bytes, bigEndian: true).ToString());
    }
}
