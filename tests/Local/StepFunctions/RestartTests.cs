using System.Text.Json;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;
using Local.StepFunctions.Integrations;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

/// <summary>An execution is its start and its events: cut off after any of them and run on elsewhere, it ends the same way.</summary>
public sealed class RestartTests
{
    private const string Definition = """
        {"StartAt": "Id", "States": {
          "Id": {"Type": "Pass", "Parameters": {"id.$": "States.UUID()", "items": [1, 2, 3]}, "Next": "Ask"},
          "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish.waitForTaskToken", "ResultPath": "$.answer", "TimeoutSeconds": 259200, "HeartbeatSeconds": 172800,
            "Retry": [{"ErrorEquals": ["S"]}, {"ErrorEquals": ["F"]}, {"ErrorEquals": ["States.HeartbeatTimeout"]}], "Next": "Both"},
          "Both": {"Type": "Parallel", "ResultPath": "$.both", "Next": "Each", "Branches": [
            {"StartAt": "Call", "States": {"Call": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "Retry": [{"ErrorEquals": ["E"], "JitterStrategy": "FULL"}], "End": true}}},
            {"StartAt": "Sleep", "States": {"Sleep": {"Type": "Wait", "Seconds": 5, "Next": "Awake"}, "Awake": {"Type": "Pass", "Result": "awake", "End": true}}}]},
          "Each": {"Type": "Map", "ItemsPath": "$.items", "ResultPath": "$.each", "Catch": [{"ErrorEquals": ["Odd"], "ResultPath": "$.caught", "Next": "End"}], "Next": "End",
            "ItemProcessor": {"StartAt": "Check", "States": {
              "Check": {"Type": "Choice", "Choices": [{"Variable": "$", "NumericEquals": 3, "Next": "Odd"}], "Default": "Rest"},
              "Rest": {"Type": "Wait", "Seconds": 7, "End": true}, "Odd": {"Type": "Fail", "Error": "Odd", "Cause": "c"}}}},
          "End": {"Type": "Succeed"}}}
        """;

    /// <summary>What the holder of each token says: the first is never sent, the third is never answered.</summary>
    private static readonly TaskOutcome?[] Answers = [null, new TaskFailed("F", "c"), null, new TaskSucceeded(JsonDocument.Parse("\"yes\"").RootElement)];

    [Fact]
    public void Execution_CutOffAfterAnyEvent_EndsAsIfNothingHadHappened()
    {
        var uncut = Scripted(failures: 1).Run(Definition);
        Assert.Equal(ExecutionStatus.Succeeded, uncut.Status);

        for (var cut = 1; cut < uncut.History.Count; cut++)
        {
            var history = uncut.History.Take(cut).ToList();
            var restarted = Restart(history);

            Assert.True(restarted.Status == ExecutionStatus.Succeeded, $"cut after {history[^1].Type} #{cut}: {restarted.Error} {restarted.Cause}");
            Assert.Equal(history, restarted.History.Take(cut));
            Assert.Equal(uncut.Types().Order(), restarted.Types().Order());
            if (cut >= 3)
                Assert.Equal(uncut.Output!.Value.GetRawText(), restarted.Output!.Value.GetRawText());
        }
    }

    [Fact]
    public void Token_OfBeforeTheRestart_IsStillGoodAfterIt()
    {
        var uncut = Scripted(submitted: 3).Run(Definition);
        var history = uncut.History.TakeWhile(recorded => recorded.Type != EventTypes.TaskSucceeded).ToList();
        var token = history.Single(recorded => recorded.Type == EventTypes.TaskScheduled).Details!.TaskToken!;

        var simulation = new Simulation();
        var execution = simulation.Create(Definition, "{}");
        execution.Restore(history);
        simulation.Time.Run(async () =>
        {
            var running = simulation.Runner.RunAsync(execution, ReplayedEvents.From(history));
            await simulation.PassAsync(TimeSpan.FromDays(1));
            Assert.Empty(simulation.Tasks.Calls);
            simulation.Tokens.Find(token)!.TryAnswer(new TaskSucceeded(JsonDocument.Parse("\"late\"").RootElement));
            await running;
            return true;
        });

        Assert.Equal("late", execution.Output!.Value.GetProperty("answer").GetString());
    }

    [Fact]
    public void Redrive_OfAFailedExecution_RunsTheFailedStateAgainAndKeepsWhatSucceeded()
    {
        var simulation = new Simulation();
        simulation.Tasks.AnswerInTurn("""{"n": 1}""", "E", """{"n": 2}""");
        var execution = simulation.RunStates("A", """
            "A": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "ResultPath": "$.a", "Next": "B"},
            "B": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "ResultPath": "$.b", "End": true}
            """);
        Expect.Failed(execution, "E");

        Assert.True(execution.TryReopen());
        simulation.Time.Run(async () =>
        {
            await simulation.Runner.RunAsync(execution, ReplayedEvents.From(execution.History));
            return true;
        });

        Expect.Succeeded(execution, """{"a": {"n": 1}, "b": {"n": 2}}""");
        Assert.Equal(3, simulation.Tasks.Calls.Count);
        Assert.Equal(
            ["ExecutionFailed", "ExecutionRedriven", "TaskScheduled", "TaskStarted", "TaskSucceeded", "TaskStateExited", "ExecutionSucceeded"], execution.Types().TakeLast(7));
    }

    [Fact]
    public void Redrive_OfAParallel_RunsOnlyTheBranchesThatDidNotSucceed()
    {
        var simulation = new Simulation();
        simulation.Tasks.AnswerInTurn("""{"n": 1}""", "E", """{"n": 2}""");
        var execution = simulation.RunStates("P", """
            "P": {"Type": "Parallel", "End": true, "Branches": [
              {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "End": true}}},
              {"StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "End": true}}}]}
            """);
        Expect.Failed(execution, "E");

        Assert.True(execution.TryReopen());
        simulation.Time.Run(async () =>
        {
            await simulation.Runner.RunAsync(execution, ReplayedEvents.From(execution.History));
            return true;
        });

        Expect.Succeeded(execution, """[{"n": 1}, {"n": 2}]""");
        Assert.Equal(3, simulation.Tasks.Calls.Count);
    }

    private static Execution Restart(IReadOnlyList<HistoryEvent> history)
    {
        var submitted = history.Count(recorded => recorded.Type is EventTypes.TaskSubmitted or EventTypes.TaskSubmitFailed);
        var hasFailed = history.Any(recorded => recorded is { Type: EventTypes.TaskFailed, Details.Error: "E" });
        var simulation = Scripted(hasFailed ? 0 : 1, submitted);
        var execution = simulation.Create(Definition, "{}");
        execution.Restore(history);
        return simulation.Time.Run(async () =>
        {
            // A token that waits without being sent again is answered from outside.
            if (history[^1].Type == EventTypes.TaskSubmitted)
                _ = AnswerLaterAsync(simulation, history.Last(recorded => recorded.Details?.TaskToken is not null).Details!.TaskToken!, Answers[submitted - 1]);
            await simulation.Runner.RunAsync(execution, ReplayedEvents.From(history));
            return execution;
        });
    }

    private static async Task AnswerLaterAsync(Simulation simulation, string token, TaskOutcome? answer)
    {
        await simulation.PassAsync(TimeSpan.FromSeconds(1));
        if (answer is not null)
            simulation.Tokens.Find(token)!.TryAnswer(answer);
    }

    private static Simulation Scripted(int failures = 0, int submitted = 0)
    {
        var simulation = new Simulation();
        simulation.Tasks.Run((call, _) =>
        {
            if (call.TaskToken is null && failures-- > 0)
                throw new TaskFailedException("E", "once");
            if (call.TaskToken is not null && submitted++ == 0)
                throw new TaskFailedException("S", "the first call");
            if (call.TaskToken is not null && Answers[submitted - 1] is { } answer)
                simulation.Tokens.Find(call.TaskToken)!.TryAnswer(answer);
            return Task.FromResult(JsonDocument.Parse("{}").RootElement);
        });
        return simulation;
    }
}
