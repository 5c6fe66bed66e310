using System.Text;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using Local.EventSources;

namespace Local.Faults;

/// <summary>Lets messages and records come twice, late or in another order, as the plan says.</summary>
public sealed class DeliveryFaults(FaultEngine engine)
{
    private static readonly TimeSpan UsualHold = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(1);

    /// <summary>Whether the queue is held, and its messages are to be put back.</summary>
    internal bool Hold(EventSourceMapping mapping, BatchInvoker function, List<Message> messages, PollingGate gate)
    {
        var holds = messages.Select(message => Strike(mapping, function, message.Body, FaultKind.Hold)).OfType<FaultRule>().ToList();
        if (holds.Count == 0)
            return false;
        gate.Hold(holds.Max(rule => rule.Delay) ?? UsualHold);
        return true;
    }

    /// <summary>The messages in the order in which to deliver them, and those to put back for a while.</summary>
    internal List<Message> Reorder(
        EventSourceMapping mapping, BatchInvoker function, List<Message> messages,
        out IReadOnlyList<(Message Message, TimeSpan Delay)> putBack)
    {
        var struck = messages.Select(message => (Message: message, Rule: Strike(mapping, function, message.Body, FaultKind.Reorder)))
            .Where(entry => entry.Rule is not null).ToList();
        // A batch has an order of its own to turn round, unless the rule says how long the message is to stay away.
        var late = struck.Where(entry => messages.Count == 1 || entry.Rule!.Delay is not null).ToList();
        putBack = [.. late.Select(entry => (entry.Message, entry.Rule!.Delay ?? UsualDelay))];
        var left = messages.Except(late.Select(entry => entry.Message)).ToList();
        if (struck.Count > late.Count)
            left.Reverse();
        return left;
    }

    /// <summary>Messages that were handled and are to come again: as if their deletion had been lost.</summary>
    internal IReadOnlyList<(Message Message, TimeSpan Delay)> Duplicate(
        EventSourceMapping mapping, BatchInvoker function, IEnumerable<Message> handled) =>
        [.. handled.Select(message => (Message: message, Rule: Strike(mapping, function, message.Body, FaultKind.Duplicate)))
            .Where(entry => entry.Rule is not null)
            .Select(entry => (entry.Message, entry.Rule!.Delay ?? TimeSpan.Zero))];

    /// <summary>Records of a stream that are to come again.</summary>
    internal IReadOnlyList<JsonObject> Duplicate(EventSourceMapping mapping, BatchInvoker function, IEnumerable<JsonObject> records) =>
        [.. records.Where(record => Strike(mapping, function, record.ToJsonString(), FaultKind.Duplicate) is not null)];

    private FaultRule? Strike(EventSourceMapping mapping, BatchInvoker function, string text, FaultKind kind)
    {
        if (!engine.IsActive)
            return null;
        var purchases = PurchaseIds.In(Encoding.UTF8.GetBytes(text));
        return engine.Strike(new FaultPlace(function.FunctionName, mapping.SourceName, purchases.Count == 1 ? purchases.First() : null, null), kind);
    }
}
