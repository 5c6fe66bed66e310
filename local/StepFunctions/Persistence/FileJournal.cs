using System.Text;
using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;
using Local.StepFunctions.Integrations;

namespace Local.StepFunctions.Persistence;

/// <summary>A journal in a file: one line of JSON for each definition, start and event. A line counts once it ends.</summary>
internal sealed class FileJournal : IExecutionJournal, IDisposable
{
    private readonly Lock gate = new();
    private readonly string path;
    private readonly DefinitionReader definitions;
    private readonly Dictionary<string, int> knownDefinitions = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<RecordedExecution> earlier;
    private readonly FileStream file;

    /// <param name="path">The file; it need not exist.</param>
    public FileJournal(string path, TaskIntegrations integrations)
    {
        this.path = path;
        definitions = new DefinitionReader(integrations.Refuse);
        var (executions, intactLength) = ReadFile();
        earlier = executions;
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        // A line that was cut off by the end of the process is not part of the journal.
        file.SetLength(intactLength);
        file.Seek(0, SeekOrigin.End);
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

    private void Write(JournalLine line)
    {
        file.Write(JsonSerializer.SerializeToUtf8Bytes(line, JournalLine.Form));
        file.WriteByte((byte)'\n');
        file.Flush();
    }

    private (IReadOnlyList<RecordedExecution> Executions, long IntactLength) ReadFile()
    {
        if (!File.Exists(path))
            return ([], 0);
        var parsed = new List<StateMachineDefinition>();
        var starts = new List<ExecutionStart>();
        var histories = new Dictionary<string, List<HistoryEvent>>(StringComparer.Ordinal);
        var bytes = File.ReadAllBytes(path);
        var intactLength = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        foreach (var text in Encoding.UTF8.GetString(bytes, 0, intactLength).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var line = JsonSerializer.Deserialize<JournalLine>(text, JournalLine.Form)!;
            if (line.Definition is not null)
            {
                knownDefinitions[line.Definition] = parsed.Count;
                parsed.Add(definitions.Read(line.Definition));
            }
            if (line.Start is not null)
            {
                starts.Add(line.Start.ToStart(parsed[line.Start.Definition]));
                histories[line.Start.Arn] = [];
            }
            if (line.Event is not null)
                histories[line.Execution!].Add(line.Event);
        }
        return ([.. starts.Select(start => new RecordedExecution(start, histories[start.Arn]))], intactLength);
    }
}
