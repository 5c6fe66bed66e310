using Local.StepFunctions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

/// <summary>Executions that are run on after they ended without success.</summary>
public class RedriveTests
{
    private const string OneTask = """{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:1:function:f", "End": true}}}""";

    /// <summary>The first run may take its time to notice that it was stopped: a call of its task doesn't come back at once.</summary>
    [Fact]
    public async Task RunThatWasStopped_HasNoSay_OnceTheExecutionIsRedriven()
    {
        var simulation = new Simulation();
        var isBack = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        simulation.Tasks.Run(async (_, cancellation) =>
        {
            if (simulation.Tasks.Calls.Count == 1)
            {
                await isBack.Task;
                cancellation.ThrowIfCancellationRequested();
            }
            await answer.Task;
            return Json.Parse("""{"done": true}""");
        });
        var execution = simulation.Create(OneTask, "{}");
        var stopped = simulation.Runner.RunAsync(execution, ReplayedEvents.None);
        Executions.Stop(execution, null, null);
        Assert.True(execution.TryReopen());
        var redriven = simulation.Runner.RunAsync(execution, ReplayedEvents.From(execution.History));

        isBack.SetResult();
        await stopped;
        Assert.Equal(ExecutionStatus.Running, execution.Status);
        answer.SetResult();
        await redriven;

        Expect.Succeeded(execution, """{"done": true}""");
        Assert.DoesNotContain(EventTypes.ExecutionFailed, execution.Types());
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public async Task Redrive_IsPossible_ForTwoWeeksAfterTheEnd(int days, bool isPossible)
    {
        var simulation = new Simulation();
        var execution = simulation.Run("""{"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "E"}}}""");
        var reopened = simulation.Time.Run(async () =>
        {
            await simulation.PassAsync(TimeSpan.FromDays(days));
            return execution.TryReopen();
        });
        Assert.Equal(isPossible, reopened);
    }

    [Fact]
    public void Redrive_OfAFullHistory_IsRefused()
    {
        var simulation = new Simulation();
        var full = simulation.Run("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}}}""");
        Assert.Equal(25_000, full.History.Count);
        Assert.False(full.TryReopen());
        Assert.Contains("history", full.ReasonNotToRedrive, StringComparison.Ordinal);
    }
}
