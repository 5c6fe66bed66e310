using Local.Data;
using Local.Ses;
using MimeKit;

namespace Local.Tests.Ses;

public sealed class OutboxTests
{
    [Fact]
    public void FullOutbox_MakesRoomForNewLetters()
    {
        using var data = DataFolder.Open(null);
        var outbox = new Outbox(TimeProvider.System, data, new LocalCloudOptions { OutboxCapacity = 2 });

        foreach (var subject in (string[])["one", "two", "three"])
            outbox.Send(Letter(subject), []);

        Assert.Equal(["two", "three"], outbox.Emails.Select(email => email.Subject));
    }

    private static MimeMessage Letter(string subject) =>
        new([new MailboxAddress(null, "shop@example.com")], [new MailboxAddress(null, "ada@example.com")], subject, new TextPart { Text = "Hello." });
}
