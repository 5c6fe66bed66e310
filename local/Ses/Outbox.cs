using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Local.Data;
using MimeKit;

namespace Local.Ses;

/// <summary>One e-mail that was sent, as its reader would see it. Attachments are named, not kept.</summary>
public sealed record SentEmail(
    string Id,
    DateTimeOffset SentAt,
    string From,
    IReadOnlyList<string> To,
    string Subject,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Html,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyList<string> Attachments);

/// <summary>The e-mails sent since the start, or since the data folder was made, oldest first. The oldest make room for new ones.</summary>
public sealed class Outbox
{
    private readonly ConcurrentQueue<SentEmail> emails;
    private readonly Documents<SentEmail> kept;
    private readonly TimeProvider clock;
    private readonly int capacity;

    public Outbox(TimeProvider clock, DataFolder data, LocalCloudOptions options)
    {
        this.clock = clock;
        capacity = options.OutboxCapacity;
        kept = data.Documents<SentEmail>("outbox");
        emails = new(kept.Earlier.Values);
    }

    public IReadOnlyList<SentEmail> Emails => [.. emails];

    /// <summary>Keeps a message and returns its id.</summary>
    /// <param name="destinations">The envelope's recipients; empty takes those of the message.</param>
    public string Send(MimeMessage message, IReadOnlyList<string> destinations)
    {
        var id = Guid.NewGuid().ToString();
        var email = new SentEmail(
            id,
            clock.GetUtcNow(),
            message.From.ToString(),
            destinations.Count > 0 ? destinations : [.. message.GetRecipients().Select(mailbox => mailbox.Address)],
            message.Subject ?? "",
            message.TextBody,
            message.HtmlBody,
            message.Headers.GroupBy(header => header.Field, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.First().Value),
            [.. message.Attachments.Select(part => part.ContentDisposition?.FileName ?? part.ContentType.Name ?? "unnamed")]);
        kept.Put(id, email);
        emails.Enqueue(email);
        while (emails.Count > capacity && emails.TryDequeue(out var oldest))
            kept.Remove(oldest.Id);
        return id;
    }
}
