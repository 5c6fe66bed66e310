using Mail;
using NotificationService.SendEmail;
using Platform.Idempotency;

namespace Services.Tests.Support;

/// <summary>Stands for the notifications table: the same conditions, in memory.</summary>
internal sealed class InMemoryNotifications : INotifications
{
    private readonly Dictionary<string, Claim> claims = [];

    public Task<Claim?> StoreClaimAsync(string id, Claim claim, CancellationToken cancellation) =>
        Task.FromResult(claims.TryAdd(id, claim) ? null : claims[id]);

    public Task<bool> TakeOverAsync(string id, Claim seen, DateTimeOffset leaseUntil, CancellationToken cancellation)
    {
        var free = claims[id] == seen && !seen.Finished;
        if (free)
            claims[id] = seen with { LeaseUntil = leaseUntil };
        return Task.FromResult(free);
    }

    public Task MarkSentAsync(string id, string messageId, CancellationToken cancellation)
    {
        claims[id] = claims[id] with { Finished = true };
        return Task.CompletedTask;
    }
}

/// <summary>Stands for SES.</summary>
internal sealed class Outbox : IMailer
{
    public List<Letter> Sent { get; } = [];

    public Exception? Error { get; set; }

    public Task<string> SendAsync(Letter letter, CancellationToken cancellation)
    {
        if (Error is not null)
            throw Error;
        Sent.Add(letter);
        return Task.FromResult($"message-{Sent.Count}");
    }
}
