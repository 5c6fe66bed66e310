using System.Text.Json;
using Local.Data;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;
using Local.StepFunctions.Integrations;

namespace Local.StepFunctions.Persistence;

/// <summary>A journal in a file: one line of JSON for each definition, start and event. A line counts once it ends.</summary>
internal sealed class FileJournal : IExecutionJournal, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> knownDefinitions = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<RecordedExecution> earlier;
    private readonly JournalFile file;

    /// <param name="path">The file; it need not exist.</param>
    /// <exception cref="LocalCloudException">The file holds something else.</exception>
    public FileJournal(string path, TaskIntegrations integrations)
    {
        var definitions = new DefinitionReader(integrations.Refuse);
        var parsed = new List<StateMachineDefinition>();
        var starts = new List<ExecutionStart>();
        var histories = new Dictionary<string, List<HistoryEvent>>(StringComparer.Ordinal);
        file = JournalFile.Open(path, Take);
        earlier = [.. starts.Select(start => new RecordedExecution(start, histories[start.Arn]))];

        void Take(ReadOnlySpan<byte> text)
        {
            var line = JsonSerializer.Deserialize<JournalLine>(text, JournalLine.Form) ?? throw new JsonException("an empty line");
            if (line.Definition is not null)
            {
                knownDefinitions[line.Definition] = parsed.Count;
                parsed.Add(definitions.Read(line.Definition));
            }
            if (line.Start is not null)
            {
                starts.Add(line.Start.ToStart(parsed.ElementAtOrDefault(line.Start.Definition) ?? throw new JsonException("its definition is missing")));
                histories[line.Start.Arn] = [];
            }
            if (line.Event is not null)
                (histories.GetValueOrDefault(line.Execution ?? "") ?? throw new JsonException("its execution is missing")).Add(line.Event);
        }
    }

    public IReadOnlyList<RecordedExecution> Read() => earlier;

    public void Begin(Execution execution)
    {
        var start = execution.Start;
        lock (gate)
        {
            if (!knownDefinitions.TryGetValue(start.Machine.Definition.Text, out var definition))
            {
                knownDefinitions[start.Machine.Definition.Text] = definition = knownDefinitions.Count;
                Write(new JournalLine { Definition = start.Machine.Definition.Text });
            }
            Write(new JournalLine { Start = JournaledStart.Of(start, definition) });
        }
    }

    public void Append(Execution execution, HistoryEvent recorded)
    {
        lock (gate)
            Write(new JournalLine { Execution = execution.Start.Arn, Event = recorded });
    }

    public void Dispose() => file.Dispose();

    private void Write(JournalLine line) => file.Append(JsonSerializer.SerializeToUtf8Bytes(line, JournalLine.Form));
}
