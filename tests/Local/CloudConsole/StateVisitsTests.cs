using System.Text.Json;
using Local.CloudConsole.Stories;
using Local.StepFunctions.Events;

namespace Local.Tests.CloudConsole;

public sealed class StateVisitsTests
{
    private readonly List<HistoryEvent> history = [];

    [Fact]
    public void RefusedTask_HasInputOutputEventAndError()
    {
        Happens("TaskStateEntered", new() { Name = "CreateUser", Input = Json("""{"purchaseId":"pur_1"}""") });
        Happens("TaskScheduled", new() { ResourceType = "sns", Parameters = Json("""{"Message":{"eventName":"PaymentSuccessful"}}""") });
        Happens("TaskSubmitted");
        Happens("TaskFailed", new() { Error = "UserRefused", Cause = "Not this buyer." });
        Happens("TaskStateExited", new() { Name = "CreateUser", Output = Json("""{"failure":{}}""") });

        var visit = Assert.Single(StateVisits.Of(history));

        Assert.Equal(("CreateUser", "Task", "PaymentSuccessful", 1), (visit.Name, visit.Type, visit.Publishes, visit.Attempts));
        Assert.Equal(("UserRefused", "Not this buyer.", Outcome.Failed), (visit.Error, visit.Cause, visit.Outcome));
        Assert.Equal(("""{"purchaseId":"pur_1"}""", """{"failure":{}}"""), (visit.Input?.GetRawText(), visit.Output?.GetRawText()));
    }

    [Fact]
    public void TaskThatSucceedsAtLast_HasNoError()
    {
        Happens("TaskStateEntered", new() { Name = "RefundPayment" });
        foreach (var type in (string[])["TaskScheduled", "TaskTimedOut", "TaskScheduled", "TaskSubmitted", "TaskSucceeded", "TaskStateExited"])
            Happens(type);

        var visit = Assert.Single(StateVisits.Of(history));

        Assert.Equal((2, null, Outcome.Done), (visit.Attempts, visit.Error, visit.Outcome));
    }

    [Fact]
    public void TaskThatSomebodyHasTheTokenOf_Waits()
    {
        Happens("TaskStateEntered", new() { Name = "IssueToken" });
        Happens("TaskScheduled");
        Happens("TaskSubmitted");

        var visit = Assert.Single(StateVisits.Of(history));

        Assert.Equal((true, Outcome.Waiting), (visit.IsAsked, visit.Outcome));
        Assert.Equal("IssueToken waits for an answer", StateItem.Of(visit).Title);
    }

    [Fact]
    public void BranchesSideBySide_DoNotMix()
    {
        Happens("PassStateEntered", new() { Name = "Left" }, "0.0");
        Happens("TaskStateEntered", new() { Name = "Right" }, "0.1");
        Happens("TaskFailed", new() { Error = "Broken" }, "0.1");
        Happens("PassStateExited", new() { Name = "Left" }, "0.0");

        var visits = StateVisits.Of(history);

        Assert.Equal([("Left", Outcome.Done), ("Right", Outcome.Failed)], visits.Select(visit => (visit.Name, visit.Outcome)));
    }

    private void Happens(string type, EventDetails? details = null, string branch = "") => history.Add(
        new(history.Count + 1, history.Count, DateTimeOffset.UnixEpoch.AddSeconds(history.Count), type, details, branch));

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
