using System.Text;
using Local.Faults;
using Local.Lambda;

namespace Local.CloudConsole.Activity;

/// <summary>One event that a function took.</summary>
/// <param name="Payload">Empty when it was too long to keep.</param>
internal sealed record RecordedInvocation(LambdaFunction Function, string RequestId, DateTimeOffset Began, ReadOnlyMemory<byte> Payload)
{
    private volatile InvocationEnd? end;

    /// <summary>False once it has made room for later ones.</summary>
    public bool IsKept { get; set; } = true;

    /// <summary>Null while the function works on it.</summary>
    public InvocationEnd? End
    {
        get => end;
        set => end = value;
    }

    /// <summary>Whether event or answer name the purchase, or the event is the checkout that the purchase derives from.</summary>
    public bool IsAbout(string purchaseId)
    {
        var id = Encoding.ASCII.GetBytes(purchaseId);
        return Payload.Span.IndexOf(id) >= 0
            || End?.Payload.Span.IndexOf(id) >= 0
            || PurchaseIds.OfIdempotencyKey(Payload.Span) == purchaseId;
    }
}

/// <summary>How an invocation ended.</summary>
/// <param name="Payload">The answer, or the error document; empty when it was too long to keep.</param>
internal sealed record InvocationEnd(TimeSpan Took, ReadOnlyMemory<byte> Payload, bool Failed);
