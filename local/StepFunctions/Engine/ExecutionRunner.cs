using Local.StepFunctions.Events;

namespace Local.StepFunctions.Engine;

/// <summary>Runs executions from their start, or from where a restart left them, to their end.</summary>
internal sealed class ExecutionRunner(Interpreter interpreter, ILogger<ExecutionRunner> log)
{
    public Task RunAsync(Execution execution, ReplayedEvents replayed) => RunAsync(execution, Begin(execution, replayed));

    public async Task RunAsync(Execution execution, Branch branch)
    {
        using var work = branch.Work;
        using var timeout = ArmTimeout(execution, branch.Run);
        try
        {
            var output = await interpreter.RunAsync(execution.Start.Machine.Definition.Workflow, execution.Start.Input, branch);
            execution.TryClose(
                branch.Run, ExecutionStatus.Succeeded, EventTypes.ExecutionSucceeded, new EventDetails { Output = output }, branch.PreviousEventId);
        }
        catch (StateFailedException failure)
        {
            Fail(execution, branch, failure);
        }
        catch (OperationCanceledException) when (!execution.IsInProgress(branch.Run))
        {
            // Stopped or timed out: whoever did that has recorded it, and may have redriven the execution since.
        }
        catch (Exception defect)
        {
            // A defect of the emulator must show as a failed execution, never as one that hangs.
            log.LogError(defect, "Execution {Execution} met a defect of the interpreter", execution.Start.Arn);
            Fail(execution, branch, new StateFailedException(ErrorNames.Runtime, defect.ToString()));
        }
    }

    /// <summary>Records the start. Done before the start is answered, so that whatever comes next, a stop for instance, finds it.</summary>
    public static Branch Begin(Execution execution, ReplayedEvents replayed)
    {
        var start = execution.Start;
        var branch = Branch.RootOf(execution, replayed);
        branch.Record(EventTypes.ExecutionStarted, new EventDetails
        {
            Input = start.Input,
            RoleArn = start.Machine.RoleArn,
            StateMachineVersionArn = start.Machine.VersionArn,
            StateMachineAliasArn = start.Machine.AliasArn,
        });
        branch.PreviousEventId = 0; // AWS counts the first state as having no predecessor
        return branch;
    }

    private static void Fail(Execution execution, Branch branch, StateFailedException failure) => execution.TryClose(
        branch.Run, ExecutionStatus.Failed, EventTypes.ExecutionFailed, new EventDetails { Error = failure.Error, Cause = failure.Cause },
        branch.PreviousEventId);

    private CancellationTokenSource? ArmTimeout(Execution execution, ExecutionRun run)
    {
        if (execution.Start.Machine.Definition.Timeout is not { } limit)
            return null;
        var over = CancellationTokenSource.CreateLinkedTokenSource(run.Stopped);
        _ = TimeOutAsync(execution, run, (execution.RedriveDate ?? execution.Start.Date) + limit, over.Token);
        return over;
    }

    private async Task TimeOutAsync(Execution execution, ExecutionRun run, DateTimeOffset at, CancellationToken over)
    {
        try
        {
            await interpreter.Time.DelayUntilAsync(at, over);
            execution.TryClose(run, ExecutionStatus.TimedOut, EventTypes.ExecutionTimedOut, new EventDetails { Error = ErrorNames.Timeout });
        }
        catch (OperationCanceledException)
        {
            // The execution ended in time.
        }
    }
}
