using Local.Ops.Facts;
using Local.Ses;

namespace Local.CloudConsole.Stories;

/// <summary>Tells of the letters to the buyer.</summary>
internal sealed class EmailItems(Outbox outbox)
{
    public IEnumerable<StoryItem> Of(PurchaseFacts facts)
    {
        var ids = facts.Letters.Select(letter => letter.MessageId).OfType<string>().ToHashSet();
        return outbox.Emails
            .Where(email => ids.Contains(email.Id) || email.Text?.Contains(facts.PurchaseId, StringComparison.Ordinal) == true)
            .Select(email => new StoryItem(email.SentAt, ItemKind.Email, "SES", email.Subject, Outcome.Done)
            {
                Facts = [new("from", email.From), new("to", string.Join(", ", email.To))],
                Documents = email.Text is { } text ? [new("as plain text", text)] : [],
                EmailId = email.Html is null ? null : email.Id,
            });
    }
}
