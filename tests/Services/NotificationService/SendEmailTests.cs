using Mail;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NotificationService.SendEmail;
using Platform.Idempotency;
using Services.Tests.Support;

namespace Services.Tests.NotificationService;

public class SendEmailTests
{
    private readonly FakeTimeProvider time = new();
    private readonly InMemoryNotifications notifications = new();
    private readonly Outbox outbox = new();

    [Fact]
    public async Task EventDeliveredTwice_SendsOneLetter()
    {
        await HandleAsync();
        await HandleAsync();

        Assert.Single(outbox.Sent);
    }

    [Fact]
    public async Task EachKind_IsSentOnce()
    {
        await Handler().HandleAsync(Events.PurchaseCompleted(), default);
        await Handler().HandleAsync(Events.PaymentRefunded(), default);

        Assert.Equal(2, outbox.Sent.Select(letter => letter.Kind).Distinct().Count());
    }

    [Fact]
    public async Task MailServiceThatFails_IsTriedAgain_OnceTheLeaseHasRunOut()
    {
        outbox.Error = new HttpRequestException("down");
        await Assert.ThrowsAsync<HttpRequestException>(HandleAsync);
        outbox.Error = null;

        await Assert.ThrowsAsync<InvalidOperationException>(HandleAsync);
        Assert.Empty(outbox.Sent);

        time.Advance(TimeSpan.FromSeconds(31));
        await HandleAsync();
        Assert.Single(outbox.Sent);
    }

    private Task HandleAsync() => Handler().HandleAsync(Events.PurchaseCompleted(), default);

    private Handler Handler() => new(
        notifications, outbox, new Letters("shop@example.com", "https://app.example.com"), time, NullLogger.Instance);

    /// <summary>Stands for SES.</summary>
    private sealed class Outbox : IMailer
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

    /// <summary>Stands for the notifications table: the same conditions, in memory.</summary>
    private sealed class InMemoryNotifications : INotifications
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
}
