using Local.StepFunctions.Conformance;

namespace Local.Tests.StepFunctions;

/// <summary>Holds the interpreter against executions recorded in AWS.</summary>
public sealed class ConformanceTests
{
    // The recorder filled these definitions in before it ran them, or masked what they compute with: docs/step-functions.md says which and why.
    private static readonly string[] NotReplayable =
    [
        "test_activity_task_on_deleted", "test_timestamp_greater_than#2", "test_timestamp_equals#16", "test_timestamp_equals_path#1",
        "test_timestamp_equals_path#2", "test_timestamp_greater_than_equals_path#0",
        "test_timestamp_less_than_equals#2", "test_timestamp_less_than_equals_path#0",
    ];

    [SkippableFact]
    public void RecordedExecutions_Replayed_EndAsInAws()
    {
        var file = Path.Combine(Repository.Find().Root, "..", "shared", "asl-conformance", "cases.json");
        Skip.IfNot(File.Exists(file), $"The recorded executions are not at {file}.");

        var failed = RecordedCase.ReadFile(file).Select(AslConformance.Check).Where(result => result.Difference is not null).ToList();

        Assert.Empty(failed.Where(result => !Array.Exists(NotReplayable, name => result.Case.Id.Contains($"::{name}")))
            .Select(result => $"{result.Case.Id}: {result.Difference}"));
        Assert.Equal(NotReplayable.Length, failed.Count);
    }

    [Theory]
    [InlineData("{broken", "no list of recorded executions")]
    [InlineData("", "no list of recorded executions")]
    [InlineData("""{"id": "a"}""", "no list of recorded executions")]
    [InlineData("""[{"id": 1}]""", "case 1 can't be read")]
    [InlineData("""[{"id": "a"}]""", "case 1 can't be read")]
    [InlineData("[]", "holds no recorded executions")]
    public void FileOfAnotherKind_IsRefused_WithThePlace(string content, string reason)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, content);

        var refusal = Assert.Throws<LocalCloudException>(() => AslConformance.Run(file, TextWriter.Null));

        Assert.StartsWith(file, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void Run_PrintsFailuresAndLastTheSum()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """
            [{"id": "right", "category": "c", "definition": {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}, "input": {"x": 1}, "output": {"x": 1}},
             {"id": "wrong", "category": "c", "definition": {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}, "input": {"x": 1}, "output": {"x": 2}},
             {"id": "masked", "category": "c", "definition": {"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"arn.$": "$$.Execution.Id"}, "End": true}}},
              "input": {}, "output": {"arn": "arn:<partition>:states:<region>:111111111111:execution:<name>:<name>"}}]
            """);
        var output = new StringWriter();

        Assert.Equal(1, AslConformance.Run(file, output));

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("FAIL c wrong", lines[0]);
        Assert.Equal("2 passed, 1 failed", lines[^1]);
        File.Delete(file);
    }
}
