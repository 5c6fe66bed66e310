using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Local.StepFunctions.Api;
using Local.StepFunctions.Events;
using Local.StepFunctions.Persistence;

namespace Local.StepFunctions.Engine;

/// <summary>All executions: starts, finds and stops them.</summary>
internal sealed class Executions(ExecutionRunner runner, IExecutionJournal journal, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Execution> byArn = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Execution, byte> running = new();
    private readonly List<Execution> restored = [];
    private long started;
    private volatile bool suspended;

    /// <summary>Whether nothing runs or is recorded any more.</summary>
    public bool AreSuspended => suspended;

    /// <summary>Whether a state of any execution does something; waiting for a time or for a task token is nothing.</summary>
    public bool IsAnyAtWork
    {
        get
        {
            foreach (var (execution, _) in running)
            {
                if (execution.Status == ExecutionStatus.Running)
                {
                    if (execution.Work.IsAny)
                        return true;
                    continue;
                }
                running.TryRemove(execution, out _);
                if (execution.Status == ExecutionStatus.Running)
                    running[execution] = 0; // redriven just now
            }
            return false;
        }
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<Execution> All => byArn.Values.OrderByDescending(execution => execution.Sequence);

    public Execution? Find(string arn) => byArn.GetValueOrDefault(arn);

    public Execution Get(string arn) => Find(arn) ?? throw StepFunctionsException.NoExecution(arn);

    /// <summary>Starts an execution. The same start again, while it runs, returns the running one.</summary>
    /// <exception cref="OperationCanceledException">The executions are suspended.</exception>
    public Execution Start(ExecutedMachine machine, string name, string inputText, string? traceHeader)
    {
        if (Encoding.UTF8.GetByteCount(inputText) > StateMachineLimits.PayloadBytes)
            throw StepFunctionsException.TooLong("input");
        var start = new ExecutionStart(
            Arns.Execution(machine.Arn, name), name, machine, inputText, ParseInput(inputText), time.GetUtcNow(), traceHeader);
        var created = new Execution(start, Interlocked.Increment(ref started), time, journal);
        var execution = byArn.GetOrAdd(start.Arn, created);
        if (ReferenceEquals(execution, created))
        {
            journal.Begin(execution);
            Run(execution, ReplayedEvents.None);
            return execution;
        }
        return execution.Status == ExecutionStatus.Running && execution.Start.InputText == inputText
            ? execution
            : throw new StepFunctionsException("ExecutionAlreadyExists", $"Execution Already Exists: '{start.Arn}'");
    }

    public static void Stop(Execution execution, string? error, string? cause) =>
        execution.TryClose(execution.Run, ExecutionStatus.Aborted, EventTypes.ExecutionAborted, new EventDetails { Error = error, Cause = cause });

    /// <summary>Runs an unsuccessful execution on from the states that did not succeed.</summary>
    /// <param name="clientToken">A redrive with the token of the last one is that redrive, and does nothing more.</param>
    public void Redrive(Execution execution, string? clientToken)
    {
        if (clientToken is not null && execution.RedriveToken == clientToken)
            return;
        if (!execution.TryReopen(clientToken))
            throw new StepFunctionsException("ExecutionNotRedrivable", execution.ReasonNotToRedrive ?? "Execution has been redriven just now");
        Run(execution, ReplayedEvents.From(execution.History));
    }

    /// <summary>Takes over the executions that were recorded before a restart: from here on they are known, and can't be started twice.</summary>
    public void Restore(IEnumerable<RecordedExecution> recorded)
    {
        foreach (var (start, history) in recorded)
        {
            var execution = new Execution(start, Interlocked.Increment(ref started), time, journal);
            execution.Restore(history);
            if (byArn.TryAdd(start.Arn, execution) && execution.Status == ExecutionStatus.Running)
            {
                running[execution] = 0;
                restored.Add(execution);
            }
        }
    }

    /// <summary>
    /// Runs restored executions on. Completes when each has come to something that isn't recorded yet, so that its tasks' tokens are good again.
    /// </summary>
    public Task ResumeAsync() => Task.Run(() =>
    {
        foreach (var execution in restored.Where(execution => execution.Status == ExecutionStatus.Running))
            _ = runner.RunAsync(execution, ExecutionRunner.Begin(execution, ReplayedEvents.From(execution.History)));
        restored.Clear();
    });

    /// <summary>
    /// Cuts all executions off, so that the end of this process looks to them like a crash: a call that fails because everything stops must not
    /// be recorded as a state that failed.
    /// </summary>
    public void Suspend()
    {
        suspended = true;
        foreach (var (execution, _) in running)
            execution.Suspend();
    }

    // On the thread pool, so that a start answers at once and no caller's context is captured.
    private void Run(Execution execution, ReplayedEvents replayed)
    {
        running[execution] = 0;
        if (suspended)
            execution.Suspend(); // it may have come too late to be found
        var branch = ExecutionRunner.Begin(execution, replayed);
        _ = Task.Run(() => runner.RunAsync(execution, branch));
    }

    private static JsonElement ParseInput(string text)
    {
        try
        {
            return Json.ParseCompact(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException problem)
        {
            throw new StepFunctionsException("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{problem.Message}'");
        }
    }
}
