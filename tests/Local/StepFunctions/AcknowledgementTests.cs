using System.Text.Json;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;
using Local.StepFunctions.Persistence;
using Local.Tests.StepFunctions.Support;

namespace Local.Tests.StepFunctions;

/// <summary>
/// Who answered a task deletes the message with the token. If the local cloud is killed then and the answer is not in the journal, the saga
/// waits for an answer that nobody will send.
/// </summary>
public sealed class AcknowledgementTests : IExecutionJournal
{
    private TaskAttempt? attempt;
    private bool? acknowledgedBefore;

    [Fact]
    public void AnswerToAToken_IsAcknowledged_OnlyOnceItIsInTheJournal()
    {
        var simulation = new Simulation { Journal = this };
        simulation.Tasks.Run(async (call, cancellation) =>
        {
            _ = AnswerAsync(call.TaskToken!);
            await Task.Yield();
            return JsonDocument.Parse("{}").RootElement;
        });

        simulation.RunStates("A", """ "A": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish.waitForTaskToken", "End": true} """);

        Assert.False(acknowledgedBefore);
        Assert.True(attempt!.Recorded.IsCompleted);

        async Task AnswerAsync(string token)
        {
            await simulation.PassAsync(TimeSpan.FromSeconds(1));
            attempt = simulation.Tokens.Find(token)!;
            attempt.TryAnswer(new TaskSucceeded(JsonDocument.Parse("1").RootElement));
        }
    }

    void IExecutionJournal.Begin(Execution execution)
    {
        // Only what comes after is of interest.
    }

    void IExecutionJournal.Append(Execution execution, HistoryEvent recorded)
    {
        if (recorded.Type == EventTypes.TaskSucceeded)
            acknowledgedBefore = attempt!.Recorded.IsCompleted;
    }

    IReadOnlyList<RecordedExecution> IExecutionJournal.Read() => [];
}
