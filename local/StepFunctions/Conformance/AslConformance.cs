using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Conformance;

/// <summary>The result of one replayed case.</summary>
/// <param name="Difference">What differs from the recording; null when nothing does.</param>
internal sealed record CaseResult(RecordedCase Case, string? Difference);

/// <summary>The verb <c>asl-conformance FILE</c>: replays recorded executions and prints where the interpreter differs from AWS.</summary>
public static class AslConformance
{
    /// <returns>0 when all cases passed, otherwise 1.</returns>
    public static int Run(string file, TextWriter output)
    {
        var results = RecordedCase.ReadFile(file).Select(Check).ToList();
        foreach (var failed in results.Where(result => result.Difference is not null))
        {
            output.WriteLine($"FAIL {failed.Case.Category} {failed.Case.Id}");
            output.WriteLine($"     {failed.Difference}");
        }
        foreach (var category in results.GroupBy(result => result.Case.Category).OrderBy(group => group.Key, StringComparer.Ordinal))
            output.WriteLine($"{category.Key,-28} {Passed(category),4} of {category.Count(),4}");
        output.WriteLine($"{Passed(results)} passed, {results.Count - Passed(results)} failed");
        return Passed(results) == results.Count ? 0 : 1;
    }

    internal static CaseResult Check(RecordedCase recorded)
    {
        try
        {
            var actual = Replay.Run(recorded);
            return new CaseResult(recorded, Matches(recorded.Expected, actual) ? null : $"recorded {recorded.Expected}, replayed {actual}");
        }
        catch (Exception problem) when (problem is InvalidDefinitionException or InvalidOperationException)
        {
            return new CaseResult(recorded, problem.Message);
        }
    }

    private static bool Matches(Ending expected, Ending actual) => expected.Status == actual.Status && (expected.Status == ExecutionStatus.Succeeded
        ? MaskedComparison.Matches(expected.Output!.Value, actual.Output!.Value)
        : expected.Error == actual.Error);

    private static int Passed(IEnumerable<CaseResult> results) => results.Count(result => result.Difference is null);
}
