using System.Globalization;

namespace Local.Faults;

/// <summary>Everything that is to go wrong. The same seed and the same purchases give the same faults.</summary>
public sealed record FaultPlan(long Seed, IReadOnlyList<FaultRule> Rules)
{
    public static readonly FaultPlan Nothing = new(0, []);
}

/// <summary>One thing that goes wrong, and where. What is null matches everything. Each purchase is counted by itself.</summary>
public sealed record FaultRule(FaultKind Kind)
{
    /// <summary>The state machine, where the name of a function is asked for.</summary>
    public const string Saga = "saga";

    /// <summary>The calling or consuming function by its short name: <c>CreateUser</c>; <c>saga</c> for the state machine.</summary>
    public string? Function { get; init; }

    /// <summary>The AWS call: signing name and operation, for instance <c>dynamodb:PutItem</c>.</summary>
    public string? Call { get; init; }

    /// <summary>For deliveries: the queue's name, or the name of the table whose stream is meant.</summary>
    public string? Queue { get; init; }

    /// <summary>For the payment provider: <c>charge</c>, <c>refund</c> or <c>list</c>.</summary>
    public string? Operation { get; init; }

    public string? PurchaseId { get; init; }

    /// <summary>The first match of a purchase that may be struck, counted from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>How many matches of a purchase are struck at most.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How likely each match is struck, 0 to 1; null strikes each, until <see cref="Times"/> is used up.</summary>
    public double? Probability { get; init; }

    /// <summary>How late an answer is, how long a queue is held or a message put back, how long the provider says nothing.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>What the rule is in the decisions of a seed: its content, so that the order of the rules doesn't matter.</summary>
    internal string Identity => string.Create(
        CultureInfo.InvariantCulture, $"{Kind}|{Function}|{Call}|{Queue}|{Operation}|{PurchaseId}|{Nth}|{Times}|{Probability}|{Delay}");

    /// <summary>Says why the rule could never strike; null when it can.</summary>
    internal string? Refuse()
    {
        var ofCall = FaultKinds.OfCalls.Contains(Kind);
        var ofDelivery = FaultKinds.OfDeliveries.Contains(Kind);
        if (Call is not null && !ofCall)
            return $"{Kind.Name()} strikes no AWS call, so it can't have a call";
        if (Queue is not null && !ofDelivery)
            return $"{Kind.Name()} strikes no delivery, so it can't have a queue";
        if (Operation is not null && (ofCall || ofDelivery))
            return $"{Kind.Name()} doesn't strike the payment provider, so it can't have an operation";
        if (Operation is not (null or "any" or "charge" or "refund" or "list"))
            return $"operation must be charge, refund, list or any, not {Operation}";
        if (Function is not null && !ofCall && !ofDelivery)
            return $"the payment provider doesn't know which function calls it, so {Kind.Name()} can't have a function";
        var isSaga = string.Equals(Function, Saga, StringComparison.OrdinalIgnoreCase);
        if (isSaga && Kind.IsCrash())
            return "the saga has no process that could crash";
        if (isSaga && (ofDelivery || Kind == FaultKind.ExpireTask))
            return $"{Kind.Name()} can't strike the saga's own calls";
        if (Probability == 0)
            return "with probability 0 it never strikes";
        if (PurchaseId?.StartsWith("pur_", StringComparison.Ordinal) == false)
            return $"{PurchaseId} is no purchase's id";
        if (Call?.Split(':') is { } parts && (parts.Length != 2 || parts.Contains("")))
            return $"call must be a service and an operation, as dynamodb:PutItem is, not {Call}";
        if (Kind == FaultKind.ExpireTask && Call?.StartsWith("states:SendTask", StringComparison.OrdinalIgnoreCase) == false)
            return "expire-task strikes answers to the saga only: states:SendTaskSuccess, states:SendTaskFailure";
        return Kind == FaultKind.Conflict && Call?.StartsWith("dynamodb:", StringComparison.OrdinalIgnoreCase) == false
            ? "conflict strikes calls to dynamodb only"
            : null;
    }

    internal bool Matches(in FaultPlace place) =>
        (Function is null || string.Equals(Function, place.Function, StringComparison.OrdinalIgnoreCase))
        && (Call is null || string.Equals(Call, place.Name, StringComparison.OrdinalIgnoreCase))
        && (Queue is null || string.Equals(Queue, place.Name, StringComparison.OrdinalIgnoreCase))
        && (Operation is null or "any" || Operation == place.Name)
        && (PurchaseId is null || PurchaseId == place.PurchaseId);
}

/// <summary>Where something can go wrong.</summary>
/// <param name="Function">The calling or consuming function, or <c>saga</c>.</param>
/// <param name="Name">The call, the queue or table, or the provider's operation.</param>
/// <param name="RequestId">The invocation at work.</param>
internal readonly record struct FaultPlace(string Function, string Name, string? PurchaseId, string? RequestId);

/// <summary>Something that went wrong on demand.</summary>
/// <param name="Place">The call (<c>dynamodb:PutItem</c>), the queue or table, or the provider's operation.</param>
/// <param name="RequestId">The invocation that was hit, if one was at work.</param>
public sealed record InjectedFault(
    DateTimeOffset Time, FaultKind Kind, string Function, string Place, string? PurchaseId, string? RequestId);

/// <summary>An AWS call that a function or the saga made.</summary>
public sealed record RecordedCall(string Function, string Call, string? PurchaseId, string? RequestId);
