using Contracts;
using Local.CloudConsole.Activity;
using Local.Lambda;
using Local.Ops.Aws;
using Local.Ops.Facts;
using Local.Ops.Timelines;
using Local.StepFunctions.Engine;

namespace Local.CloudConsole.Stories;

/// <summary>
/// Tells the story of a purchase: the operator's facts, and what only the machine room of a local cloud knows: inputs, outputs, deliveries,
/// requests, e-mails and log lines.
/// </summary>
internal sealed class StoryReader(
    Platform platform, PurchaseList purchases, Executions executions, InvocationLog invocations, FunctionInvoker functions,
    DeadLetterWatch deadLetters, MoneyItems money, EmailItems emails, LogItems logs, TimeProvider clock)
{
    /// <returns>Null when there is no such purchase.</returns>
    /// <exception cref="LocalCloudException">No platform is deployed.</exception>
    public async Task<Story?> ReadAsync(string purchaseId, CancellationToken cancellation)
    {
        var aws = await platform.ConnectAsync(cancellation);
        if (await purchases.FindAsync(purchaseId, cancellation) is not { } listed
            || await FactsAsync(aws, purchaseId, cancellation) is not { } facts)
            return null;
        var invoked = invocations.Of(purchaseId);
        var visits = VisitsOf(aws.Map.ExecutionOf(purchaseId), aws.Map.ExecutionOf(SagaInput.RefundExecutionName(purchaseId)));
        var timeline = PurchaseTimeline.Of(facts, clock.GetUtcNow());
        return new(
            listed, Explanation.Of(facts, visits, ServiceOf, clock.GetUtcNow()),
            [.. Recorded(timeline, visits.Count > 0)
                .Concat(FunctionItems.Of(purchaseId, invoked, aws.Map.Tables.ToDictionary(table => table.Value, table => table.Key)))
                .Concat(visits.Select(StateItem.Of))
                .Concat(DeadLetterItems(facts))
                .Concat(money.Of(facts))
                .Concat(emails.Of(facts))
                .Concat(logs.Of(purchaseId, invoked))
                .OrderBy(item => item.Time).ThenBy(item => item.Kind)],
            timeline.Now);
    }

    private async Task<PurchaseFacts?> FactsAsync(OperatorAws aws, string purchaseId, CancellationToken cancellation)
    {
        var reader = new FactsReader(aws);
        return await reader.FindPurchaseAsync(purchaseId, cancellation) is { } purchase
            ? await reader.ReadAsync(purchase, await deadLetters.ReadAsync(aws, cancellation), cancellation)
            : null;
    }

    private List<StateVisit> VisitsOf(params IEnumerable<string> arns) =>
        [.. arns.Select(executions.Find).OfType<Execution>().SelectMany(execution => StateVisits.Of(execution.History))];

    /// <summary>A state that asks a service is called like the function that answers.</summary>
    private string? ServiceOf(string state) =>
        functions.Functions.FirstOrDefault(function => function.ShortName == state)?.Service is { Length: > 0 } service ? service : null;

    /// <summary>Steps of the saga are told by its states, when it runs in this process.</summary>
    private static IEnumerable<StoryItem> Recorded(PurchaseTimeline timeline, bool hasStates) => timeline.Entries
        .Where(entry => entry.Source is not ("letter" or "dead letter") && !(hasStates && entry.Source is "saga" or "refund"))
        .Select(entry => new StoryItem(
            entry.Time, ItemKind.Record, entry.Source, entry.Source == "purchase" ? entry.What : $"{entry.Source} {entry.What}",
            Outcome.Told));

    private static IEnumerable<StoryItem> DeadLetterItems(PurchaseFacts facts) => facts.DeadLetters.Select(letter =>
        new StoryItem(
            letter.SentAt, ItemKind.Message, letter.Queue, $"{letter.EventName ?? "A message"} could not be processed", Outcome.Failed)
        {
            Facts = [new("now in", letter.Queue), new("received", $"{letter.Receives} times"), new("message", letter.MessageId)],
            Documents = [new("message", letter.Body)],
        });
}
