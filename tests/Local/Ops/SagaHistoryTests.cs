using Amazon.StepFunctions.Model;
using Local.Ops.Facts;

namespace Local.Tests.Ops;

public sealed class SagaHistoryTests
{
    private long seconds;

    [Fact]
    public void RetriedStep_TellsItsAttempts_ItsErrors_AndThatItIsAskedNow()
    {
        var (steps, at) = SagaHistory.Read(
        [
            Event("ExecutionStarted"), Entered("TaskStateEntered", "CreateUser"),
            Event("TaskScheduled"),
            Event("TaskSubmitFailed", submitFailed: new() { Error = "SNS.ThrottledException", Cause = "slow\ndown" }),
            Event("TaskScheduled"), Event("TaskSubmitted"),
        ]);

        Assert.Equal(
            ["begins", "CreateUser: fails with SNS.ThrottledException: slow down", "CreateUser: attempt 2", "CreateUser: asked"],
            steps.Select(step => step.What));
        Assert.Equal(new SagaState("CreateUser", Second(2), 2, true, "SNS.ThrottledException"), at);
    }

    [Fact]
    public void RedrivenExecution_IsInItsStateAgain_AndNowhereOnceItHasSucceeded()
    {
        List<HistoryEvent> events =
        [
            Event("ExecutionStarted"), Entered("TaskStateEntered", "AnnounceCompletion"), Event("TaskScheduled"),
            Event("TaskFailed", failed: new() { Error = "SNS.InternalErrorException" }),
            Event("ExecutionFailed"), Event("ExecutionRedriven"),
        ];
        var redriven = SagaHistory.Read(events);
        events.AddRange(
            [Event("TaskScheduled"), Event("TaskSucceeded"), Entered("SucceedStateEntered", "Completed"), Event("ExecutionSucceeded")]);
        var ended = SagaHistory.Read(events);

        Assert.Equal("AnnounceCompletion", redriven.At!.Name);
        Assert.Equal("is redriven", redriven.Steps[^1].What);
        Assert.Null(ended.At);
        Assert.Equal("ends well", ended.Steps[^1].What);
    }

    [Fact]
    public void Inputs_WhichHoldTheBuyersAddress_AreNotRead()
    {
        var entered = Entered("TaskStateEntered", "CreateUser");
        entered.StateEnteredEventDetails.Input = """{"customerEmail":"buyer@example.com"}""";

        var (steps, at) = SagaHistory.Read([entered, Event("TaskScheduled"), Event("TaskSubmitted")]);

        Assert.DoesNotContain("buyer", $"{string.Join(' ', steps)}{at}", StringComparison.Ordinal);
    }

    private HistoryEvent Entered(string type, string state)
    {
        var entered = Event(type);
        entered.StateEnteredEventDetails = new() { Name = state };
        return entered;
    }

    private HistoryEvent Event(
        string type, TaskFailedEventDetails? failed = null, TaskSubmitFailedEventDetails? submitFailed = null) => new()
    {
        Type = type,
        Timestamp = Second(++seconds).UtcDateTime,
        TaskFailedEventDetails = failed,
        TaskSubmitFailedEventDetails = submitFailed,
    };

    private static DateTimeOffset Second(long number) => DateTimeOffset.UnixEpoch.AddSeconds(number);
}
