using System.Text.Json;
using Local.StepFunctions.Engine;

namespace Local.Tests.StepFunctions.Support;

internal static class Expect
{
    public static void Succeeded(Execution execution, string output)
    {
        Assert.True(execution.Status == ExecutionStatus.Succeeded, $"{execution.Status}: {execution.Error}: {execution.Cause}");
        SameJson(output, execution.Output!.Value);
    }

    public static void Failed(Execution execution, string? error)
    {
        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        Assert.Equal(error, execution.Error);
    }

    public static void SameJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, actual), $"expected {expected}, was {actual}");

    public static IEnumerable<string> Types(this Execution execution) => execution.History.Select(recorded => recorded.Type);

    /// <summary>How long after the execution began each event of a type came.</summary>
    public static IEnumerable<double> SecondsOf(this Execution execution, string type) => execution.History
        .Where(recorded => recorded.Type == type)
        .Select(recorded => (recorded.Timestamp - execution.Start.Date).TotalSeconds);
}
