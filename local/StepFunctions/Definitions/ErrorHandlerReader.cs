using System.Text.Json;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Definitions;

/// <summary>Reads Retry and Catch.</summary>
internal static class ErrorHandlerReader
{
    public static IReadOnlyList<Retrier> ReadRetriers(FieldReader state) => ReadAll(state, "Retry", ReadRetrier);

    public static IReadOnlyList<Catcher> ReadCatchers(FieldReader state) => ReadAll(state, "Catch", ReadCatcher);

    private static List<T> ReadAll<T>(FieldReader state, string field, Func<FieldReader, bool, T> read)
    {
        var all = state.Objects(field).ToList();
        return [.. all.Select((handler, index) => read(handler, index == all.Count - 1))];
    }

    private static Retrier ReadRetrier(FieldReader fields, bool isLast)
    {
        var interval = fields.Integer("IntervalSeconds", 1, StateMachineLimits.LongestTimeoutSeconds) ?? 1;
        var longest = fields.Integer("MaxDelaySeconds", 1, StateMachineLimits.LongestDelaySeconds);
        if (longest < interval)
            fields.Problem("MaxDelaySeconds must not be smaller than IntervalSeconds", "MaxDelaySeconds");
        var jitter = fields.Text("JitterStrategy") ?? "NONE";
        if (jitter is not ("NONE" or "FULL"))
            fields.Problem($"'{jitter}' is not a JitterStrategy: expected FULL or NONE", "JitterStrategy");
        var retrier = new Retrier(
            ReadErrors(fields, isLast), interval, fields.Integer("MaxAttempts", 0, StateMachineLimits.LongestTimeoutSeconds) ?? 3,
            ReadBackoffRate(fields), longest, FullJitter: jitter == "FULL");
        fields.RefuseOtherFields();
        return retrier;
    }

    private static Catcher ReadCatcher(FieldReader fields, bool isLast)
    {
        fields.Require("Next");
        var catcher = new Catcher(ReadErrors(fields, isLast), fields.Text("Next") ?? "", fields.ResultPath());
        fields.RefuseOtherFields();
        return catcher;
    }

    private static double ReadBackoffRate(FieldReader fields)
    {
        if (fields.Value("BackoffRate") is not { } value)
            return 2.0;
        if (value.ValueKind == JsonValueKind.Number && value.GetDouble() >= 1.0)
            return value.GetDouble();
        fields.Problem("Expected a number of at least 1.0", "BackoffRate");
        return 2.0;
    }

    private static List<string> ReadErrors(FieldReader fields, bool isLast)
    {
        fields.Require("ErrorEquals");
        if (fields.Value("ErrorEquals") is not { } value)
            return [];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0
            || value.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String))
        {
            fields.Problem("Expected a non-empty array of error names", "ErrorEquals");
            return [];
        }
        List<string> names = [.. value.EnumerateArray().Select(name => name.GetString()!)];
        if (names.Contains(ErrorNames.All) && (names.Count > 1 || !isLast))
            fields.Problem($"{ErrorNames.All} must stand alone, and in the last entry", "ErrorEquals");
        return names;
    }
}
