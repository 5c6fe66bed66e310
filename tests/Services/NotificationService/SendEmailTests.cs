using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NotificationService.SendEmail;
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
}
