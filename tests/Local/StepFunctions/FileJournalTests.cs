using System.Text.Json;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Integrations;
using Local.StepFunctions.Persistence;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

public sealed class FileJournalTests : IDisposable
{
    private const string Definition = """
        {"StartAt": "Nothing", "States": {
          "Nothing": {"Type": "Pass", "Result": null, "Next": "Ask"},
          "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish.waitForTaskToken", "End": true}}}
        """;

    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("journal-").FullName, "executions.jsonl");

    [Fact]
    public void Execution_OfAnEarlierProcess_IsReadBackAsItWas()
    {
        var (start, events) = Leave();

        using var journal = Open();
        var recorded = Assert.Single(journal.Read());

        Assert.Equal((start.Arn, start.InputText, start.Date, Definition), (recorded.Start.Arn, recorded.Start.InputText, recorded.Start.Date, recorded.Start.Machine.Definition.Text));
        Assert.Equal(Form(events), Form(recorded.History));
        Assert.Equal(JsonValueKind.Null, recorded.History.Single(entry => entry.Type == "PassStateExited").Details!.Output!.Value.ValueKind);
    }

    [Fact]
    public void Line_CutOffByTheEndOfTheProcess_IsForgotten()
    {
        var (_, events) = Leave();
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^10]);

        using (var journal = Open())
        {
            var history = Assert.Single(journal.Read()).History;
            Assert.Equal(Form(events.SkipLast(1)), Form(history));
            journal.Append(Started(journal), events[^1]);
        }

        using var again = Open();
        Assert.Equal(Form(events), Form(again.Read()[0].History));
    }

    [Fact]
    public void BadLine_IsNamed_WithItsFileAndNumber()
    {
        Leave();
        File.AppendAllText(file, "{\"Execution\": \"arn:unknown\", \"Event\": {}}\n");

        var error = Assert.Throws<LocalCloudException>(Open);

        Assert.Contains($"{file}, line {File.ReadAllLines(file).Length}, can't be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Definition_IsWrittenOnce_ForAnyNumberOfExecutions()
    {
        using (var journal = Open())
        {
            journal.Begin(Started(journal));
            journal.Begin(Started(journal));
        }
        Assert.Equal(3, File.ReadAllLines(file).Length);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    private (ExecutionStart Start, IReadOnlyList<Local.StepFunctions.Events.HistoryEvent> Events) Leave()
    {
        using var journal = Open();
        var simulation = new Simulation { Journal = journal };
        var execution = simulation.Create(Definition, """{"id": "🆗"}""");
        journal.Begin(execution);
        simulation.Time.Run(async () =>
        {
            _ = simulation.Runner.RunAsync(execution, ReplayedEvents.None);
            await simulation.PassAsync(TimeSpan.FromSeconds(1));
            return true;
        });
        Assert.Equal("TaskSubmitted", execution.History[^1].Type);
        return (execution.Start, execution.History);
    }

    private static Execution Started(FileJournal journal) => new Simulation { Journal = journal }.Create(Definition, "{}");

    private static IEnumerable<string> Form(IEnumerable<Local.StepFunctions.Events.HistoryEvent> events) =>
        events.Select(recorded => JsonSerializer.Serialize(recorded, JournalLine.Form));

    private FileJournal Open() => new(file, new TaskIntegrations([new ScriptedTasks()]));
}
