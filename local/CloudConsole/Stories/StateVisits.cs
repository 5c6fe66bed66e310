using System.Text.Json;
using Local.StepFunctions.Events;

namespace Local.CloudConsole.Stories;

/// <summary>One stay of an execution in a state.</summary>
internal sealed class StateVisit(string name, string type, DateTimeOffset enteredAt, JsonElement? input)
{
    public string Name => name;

    /// <summary>Task, Choice, Pass and so on.</summary>
    public string Type => type;

    public DateTimeOffset EnteredAt => enteredAt;

    public JsonElement? Input => input;

    public DateTimeOffset? ExitedAt { get; set; }

    public JsonElement? Output { get; set; }

    /// <summary>How often its task was begun.</summary>
    public int Attempts { get; set; }

    /// <summary>The event that it publishes; null for other tasks and states.</summary>
    public string? Publishes { get; set; }

    /// <summary>Its task is under way, and somebody has its token.</summary>
    public bool IsAsked { get; set; }

    /// <summary>What the last attempt failed with; null when that succeeded.</summary>
    public string? Error { get; set; }

    public string? Cause { get; set; }

    public Outcome Outcome => Error is not null ? ExitedAt is null && IsAsked ? Outcome.Waiting : Outcome.Failed
        : ExitedAt is null && Type is not ("Succeed" or "Fail") ? Outcome.Waiting : Outcome.Done;
}

/// <summary>Reads the states that an execution has been in, with inputs and outputs.</summary>
internal static class StateVisits
{
    private const string Entered = "StateEntered";

    public static IReadOnlyList<StateVisit> Of(IEnumerable<HistoryEvent> history)
    {
        var visits = new List<StateVisit>();
        var current = new Dictionary<string, StateVisit>(StringComparer.Ordinal);
        foreach (var happened in history)
        {
            if (EventTypes.IsEntered(happened.Type))
            {
                visits.Add(current[happened.Branch] = new StateVisit(
                    happened.Details!.Name!, happened.Type[..^Entered.Length], happened.Timestamp, happened.Details.Input));
            }
            else if (current.TryGetValue(happened.Branch, out var visit))
            {
                Take(visit, happened);
            }
        }
        return visits;
    }

    private static void Take(StateVisit visit, HistoryEvent happened)
    {
        var details = happened.Details ?? new EventDetails();
        switch (happened.Type)
        {
            case EventTypes.TaskScheduled or EventTypes.LambdaFunctionScheduled:
                visit.Attempts++;
                visit.IsAsked = false;
                visit.Publishes = details.ResourceType == "sns" ? EventIn(details.Parameters) : null;
                break;
            case EventTypes.TaskSubmitted:
                visit.IsAsked = true;
                break;
            case EventTypes.TaskSucceeded or EventTypes.LambdaFunctionSucceeded:
                (visit.Error, visit.Cause, visit.IsAsked) = (null, null, false);
                break;
            case EventTypes.TaskFailed or EventTypes.TaskSubmitFailed or EventTypes.TaskTimedOut
                or EventTypes.LambdaFunctionFailed or EventTypes.LambdaFunctionTimedOut:
                (visit.Error, visit.Cause, visit.IsAsked) = (details.Error ?? "States.Timeout", details.Cause, false);
                break;
            case EventTypes.ExecutionFailed when visit.Type == "Fail":
                (visit.Error, visit.Cause) = (details.Error, details.Cause);
                break;
            case var type when EventTypes.IsExited(type):
                (visit.ExitedAt, visit.Output) = (happened.Timestamp, details.Output);
                break;
        }
    }

    private static string? EventIn(JsonElement? parameters) =>
        parameters is { ValueKind: JsonValueKind.Object } given
        && given.TryGetProperty("Message", out var message) && message.ValueKind == JsonValueKind.Object
        && message.TryGetProperty("eventName", out var name) ? name.GetString() : null;
}
