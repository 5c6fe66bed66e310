using Contracts;
using CrmSync.Contacts;
using CrmSync.Crm;
using Microsoft.Extensions.Logging;
using Platform.Email;
using Platform.Events;

namespace CrmSync;

/// <summary>Reacts to every event. Keeps the buyer's contact in the CRM. Answers nobody.</summary>
/// <remarks>
/// The one thing that no lease can prevent: a call that the CRM did not answer in time and carries out after the lease has ended.
/// </remarks>
public sealed class Handler(IContacts contacts, Func<CancellationToken, ValueTask<ICrm>> crm, TimeProvider time, ILogger log)
{
    /// <summary>Between two looks while another delivery writes the same contact, which takes a call to the CRM.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task<SagaAnswer?> HandleAsync(PurchaseEvent purchaseEvent, CancellationToken cancellation)
    {
        var email = EmailAddress.Parse(purchaseEvent.CustomerEmail);
        await contacts.RecordAsync(email, purchaseEvent, cancellation);
        while (await contacts.TakeTurnAsync(email, cancellation) is var turn and not Turn.UpToDate)
        {
            if (turn is Turn.Mine mine)
                await WriteAsync(email, mine, cancellation);
            else
                await Task.Delay(Pause, time, cancellation);
        }
        return null;
    }

    private async Task WriteAsync(EmailAddress email, Turn.Mine turn, CancellationToken cancellation)
    {
        var profile = ContactProfile.Of(turn.Contact);
        // After a failure the lease stays: time for a call that is still on its way to arrive before the next one.
        var crmId = await (await crm(cancellation)).UpsertAsync(email, profile, cancellation);
        await contacts.EndTurnAsync(email, turn, crmId, cancellation);
        log.LogInformation("The contact {CrmId} is {BuyerStatus} in the CRM", crmId, profile.Status);
    }
}
