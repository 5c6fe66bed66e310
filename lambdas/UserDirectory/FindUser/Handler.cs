using Contracts;
using Platform.Email;

namespace UserDirectory.FindUser;

/// <summary>Handles FindUser. Says whose an address is, in any spelling of it. What is no address is nobody's.</summary>
public sealed class Handler(IAddresses addresses)
{
    public async Task<UserFound> HandleAsync(Contracts.FindUser command, CancellationToken cancellation) =>
        new(EmailAddress.TryParse(command.Email, out var email) ? await addresses.FindUserAsync(email, cancellation) : null);
}

/// <summary>The addresses of the users.</summary>
public interface IAddresses
{
    /// <summary>Reads with strong consistency.</summary>
    /// <returns>The user's id, or null when nobody has the address.</returns>
    Task<string?> FindUserAsync(EmailAddress email, CancellationToken cancellation);
}
