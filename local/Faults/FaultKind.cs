namespace Local.Faults;

/// <summary>What can go wrong on demand. In a plan the names are in kebab case: <c>crash-before</c>.</summary>
public enum FaultKind
{
    /// <summary>The calling process is killed before its AWS call has an effect.</summary>
    CrashBefore,

    /// <summary>The calling process is killed after the call has had its effect; it never sees the answer.</summary>
    CrashAfter,

    /// <summary>The connection is cut, without effect.</summary>
    LoseRequest,

    /// <summary>The call has its effect, then the connection is cut.</summary>
    LoseAnswer,

    /// <summary>The call has its effect, and its answer comes late.</summary>
    Delay,

    /// <summary>The service's own throttling error.</summary>
    Throttle,

    /// <summary>DynamoDB: another transaction works on the item.</summary>
    Conflict,

    /// <summary>The service's own internal error, without effect.</summary>
    Fail,

    /// <summary>The task that waits for an answer times out just before the answer arrives.</summary>
    ExpireTask,

    /// <summary>A message of a queue or a record of a stream is delivered again after it was handled.</summary>
    Duplicate,

    /// <summary>A batch comes in another order; a message that came alone is put back, so that later ones overtake it.</summary>
    Reorder,

    /// <summary>The queue's consumer pauses, with the message still in the queue.</summary>
    Hold,

    /// <summary>The payment provider answers 500 and has done nothing.</summary>
    ProviderFailBefore,

    /// <summary>The payment provider does what it was asked, answers 500, and keeps that answer for the key, as Stripe does.</summary>
    ProviderFailAfter,

    /// <summary>The payment provider gives no answer and has done nothing.</summary>
    ProviderTimeoutBefore,

    /// <summary>The payment provider does what it was asked and gives no answer; a repetition gets it.</summary>
    ProviderTimeoutAfter,

    /// <summary>The payment provider answers 429 and has done nothing.</summary>
    ProviderThrottle,
}

/// <summary>The kinds by the place where they strike.</summary>
internal static class FaultKinds
{
    public static readonly FaultKind[] OfCalls =
    [
        FaultKind.CrashBefore, FaultKind.CrashAfter, FaultKind.LoseRequest, FaultKind.LoseAnswer, FaultKind.Delay, FaultKind.Throttle,
        FaultKind.Conflict, FaultKind.Fail, FaultKind.ExpireTask,
    ];

    public static readonly FaultKind[] OfDeliveries = [FaultKind.Duplicate, FaultKind.Reorder, FaultKind.Hold];

    public static readonly FaultKind[] OfTheProvider =
    [
        FaultKind.ProviderFailBefore, FaultKind.ProviderFailAfter, FaultKind.ProviderTimeoutBefore, FaultKind.ProviderTimeoutAfter,
        FaultKind.ProviderThrottle,
    ];

    public static bool IsCrash(this FaultKind kind) => kind is FaultKind.CrashBefore or FaultKind.CrashAfter;

    /// <summary>The name in plans and reports.</summary>
    public static string Name(this FaultKind kind) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
