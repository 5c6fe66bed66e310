using Contracts;
using Mail;
using Microsoft.Extensions.Logging;
using Platform.Events;
using Platform.Idempotency;

namespace NotificationService.SendEmail;

/// <summary>
/// Reacts to PurchaseCompleted and PaymentRefunded. Sends the customer a letter of each kind once. Answers nobody.
/// The one window in which a letter goes out twice: SES has taken it, and the answer is lost or the process ends before the table hears of it.
/// </summary>
public sealed class Handler(INotifications notifications, IMailer mailer, Letters letters, TimeProvider time, ILogger log)
{
    /// <summary>Longer than the function can run, so that two attempts never send at once.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public async Task<SagaAnswer?> HandleAsync(PurchaseEvent purchaseEvent, CancellationToken cancellation)
    {
        if (letters.For(purchaseEvent) is not { } letter)
            return null;
        var id = $"{purchaseEvent.PurchaseId}#{letter.Kind}";
        if (!await ClaimAsync(id, letter.Kind, cancellation))
        {
            log.LogInformation("The letter {Kind} went out before", letter.Kind);
            return null;
        }
        var messageId = await mailer.SendAsync(letter, cancellation);
        await notifications.MarkSentAsync(id, messageId, cancellation);
        log.LogInformation("The letter {Kind} is sent as {SesMessageId}", letter.Kind, messageId);
        return null;
    }

    /// <returns>False when the letter has been sent.</returns>
    /// <exception cref="InvalidOperationException">Another delivery is sending it: come again later.</exception>
    private async Task<bool> ClaimAsync(string id, string kind, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await notifications.StoreClaimAsync(id, new Claim(kind, false, now + Lease), cancellation) is not { } existing)
            return true;
        return Claims.Decide(existing, kind, now) switch
        {
            ClaimDecision.Replay => false,
            ClaimDecision.TakeOver when await notifications.TakeOverAsync(id, existing, now + Lease, cancellation) => true,
            _ => throw new InvalidOperationException("Another delivery of this event is sending the letter."),
        };
    }
}

/// <summary>What has been sent, as the handler sees it.</summary>
public interface INotifications
{
    /// <returns>Null when stored; the claim that stands there already otherwise.</returns>
    Task<Claim?> StoreClaimAsync(string id, Claim claim, CancellationToken cancellation);

    /// <returns>False when somebody else was quicker.</returns>
    Task<bool> TakeOverAsync(string id, Claim seen, DateTimeOffset leaseUntil, CancellationToken cancellation);

    Task MarkSentAsync(string id, string messageId, CancellationToken cancellation);
}
