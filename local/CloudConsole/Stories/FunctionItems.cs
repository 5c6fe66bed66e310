using System.Globalization;
using System.Text.Json;
using Local.CloudConsole.Activity;
using Local.StepFunctions;

namespace Local.CloudConsole.Stories;

/// <summary>Tells of requests, messages, changes and calls that functions took. Answers hold tokens: they are not shown.</summary>
internal static class FunctionItems
{
    /// <param name="tables">What people call the tables, by the tables' names.</param>
    public static IEnumerable<StoryItem> Of(
        string purchaseId, IReadOnlyList<RecordedInvocation> invocations, IReadOnlyDictionary<string, string> tables)
    {
        var deliveries = invocations.SelectMany(invocation => Deliveries.In(invocation, purchaseId)).ToList();
        return deliveries.GroupBy(delivery => (delivery.Id, delivery.Source, delivery.Invocation.Function.Name))
            .Select(same => Delivered([.. same], tables.GetValueOrDefault(same.Key.Source, same.Key.Source)))
            .Concat(Requests(invocations.Where(invocation => !Deliveries.IsBatch(invocation))));
    }

    private static StoryItem Delivered(List<Delivery> attempts, string source)
    {
        var last = attempts[^1];
        var function = last.Invocation.Function.ShortName;
        return new(
            attempts[0].Invocation.Began, last.IsChange ? ItemKind.Change : ItemKind.Message, function,
            $"{last.EventName ?? "A message"} → {source} → {function}", last.Outcome)
        {
            Milliseconds = last.AsAttempt.Milliseconds,
            Problem = last.AsAttempt.Problem,
            Facts =
            [
                new(last.IsChange ? "stream of" : "queue", source), new("function", function),
                new("attempts", attempts.Count.ToString(CultureInfo.InvariantCulture)),
                new(last.IsChange ? "sequence" : "message", last.Id),
            ],
            Documents = [new(last.IsChange ? "change" : "message", last.Body)],
            Attempts = [.. attempts.Select(attempt => attempt.AsAttempt)],
        };
    }

    /// <summary>What is asked again and again, as a page does that watches its purchase, is told once.</summary>
    private static IEnumerable<StoryItem> Requests(IEnumerable<RecordedInvocation> invocations) => invocations
        .Select(Request)
        .GroupBy(item => item.Outcome == Outcome.Done ? $"{item.Title} {item.Facts[0].Value}" : $"{item.Title} {item.Time:O}")
        .Select(same => same.Count() == 1 ? same.First() : same.First() with
        {
            Title = $"{same.First().Title}, {same.Count()} times",
            Facts = [.. same.First().Facts, new("last at", same.Last().Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture))],
        });

    private static StoryItem Request(RecordedInvocation invocation)
    {
        var request = invocation.AsJson() ?? default;
        var function = invocation.Function.ShortName;
        var problem = FunctionProblems.Of(invocation);
        var outcome = invocation.End is null ? Outcome.Waiting : problem is null ? Outcome.Done : Outcome.Failed;
        var took = invocation.End?.Took.TotalMilliseconds;
        if (request.TextOf("httpMethod") is not { } method)
        {
            return new(invocation.Began, ItemKind.Call, function, $"{function} is called", outcome)
            {
                Milliseconds = took,
                Problem = problem,
                Facts = [new("function", function)],
            };
        }
        var answer = invocation.End is { } end ? FunctionProblems.Parse(end.Payload) : null;
        var status = answer is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty("statusCode", out var code)
            ? code.GetRawText()
            : null;
        return new(
            invocation.Began, ItemKind.Http, method, $"{method} {request.TextOf("path")}",
            problem is null && status is not null && string.CompareOrdinal(status, "400") >= 0 ? Outcome.Failed : outcome)
        {
            Milliseconds = took,
            Problem = problem,
            Facts = [new("status", status ?? (outcome == Outcome.Waiting ? "not answered yet" : "500")), new("function", function)],
        };
    }
}
