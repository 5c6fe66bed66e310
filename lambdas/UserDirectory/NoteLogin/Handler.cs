using Microsoft.Extensions.Logging;

namespace UserDirectory.NoteLogin;

/// <summary>Handles NoteLogin. Keeps when a purchase's buyer was logged in by it, for those who ask how many ever are.</summary>
public sealed class Handler(ILogins logins, ILogger log)
{
    public async Task HandleAsync(Contracts.NoteLogin command, CancellationToken cancellation)
    {
        // Lambda may hand over an event twice, and a purchase's account may be taken back meanwhile.
        if (!await logins.NoteAsync(command.PurchaseId, command.At, cancellation))
            log.LogInformation("The login by {PurchaseId} is noted already, or there is no such purchase", command.PurchaseId);
    }
}

/// <summary>The logins by purchase.</summary>
public interface ILogins
{
    /// <returns>False when nothing is changed: it is noted already, or nobody has an account by the purchase.</returns>
    Task<bool> NoteAsync(string purchaseId, DateTimeOffset at, CancellationToken cancellation);
}
