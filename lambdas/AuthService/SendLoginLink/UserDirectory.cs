using Contracts;
using Platform.Email;
using Platform.Functions;

namespace AuthService.SendLoginLink;

/// <summary>UserDirectory, as this function needs it.</summary>
public interface IUserDirectory
{
    /// <returns>The user's id, or null when nobody has the address.</returns>
    Task<string?> FindAsync(EmailAddress email, CancellationToken cancellation);
}

/// <summary>UserDirectory by its function.</summary>
public sealed class UserDirectory(FunctionClient functions, string findUser) : IUserDirectory
{
    /// <summary>Longer than FindUser runs.</summary>
    public const int PatienceSeconds = 12;

    public async Task<string?> FindAsync(EmailAddress email, CancellationToken cancellation)
    {
        var found = await functions.CallAsync(
            findUser, new FindUser(email.Value), ContractsJson.Default.FindUser, ContractsJson.Default.UserFound, cancellation);
        return found.UserId;
    }
}
