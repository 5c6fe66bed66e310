using System.Text.Json;

namespace Local.StepFunctions.Intrinsics;

/// <summary>Reads arguments as the type that a function needs.</summary>
internal static class Arguments
{
    public static string Text(JsonElement argument, string role) => argument.ValueKind == JsonValueKind.String
        ? argument.GetString()!
        : throw new IntrinsicArgumentException($"The {role} must be a string, but is {argument.GetRawText()}.");

    public static JsonElement Array(JsonElement argument) => argument.ValueKind == JsonValueKind.Array
        ? argument
        : throw new IntrinsicArgumentException($"The array must be an array, but is {argument.GetRawText()}.");

    /// <summary>A whole number; fractions are rounded half up, as AWS's recorded results show.</summary>
    public static long Integer(JsonElement argument, string role)
    {
        if (argument.ValueKind != JsonValueKind.Number || !argument.TryGetDecimal(out var number) || Math.Abs(number) > long.MaxValue / 2)
            throw new IntrinsicArgumentException($"The {role} must be an integer, but is {argument.GetRawText()}.");
        return (long)Math.Floor(number + 0.5m);
    }
}
