using Contracts;
using Platform.Functions;

namespace AuthService.RedeemToken;

/// <summary>Tells UserDirectory who is logged in by a purchase.</summary>
public interface ILoginNotes
{
    /// <exception cref="FunctionUnavailableException">Nobody confirmed that the note was taken.</exception>
    Task NoteAsync(NoteLogin login, CancellationToken cancellation);
}

/// <summary>UserDirectory by its function, which nobody waits for.</summary>
public sealed class LoginNotes(FunctionClient functions, string noteLogin) : ILoginNotes
{
    /// <summary>The time that Lambda takes to keep an event, and some.</summary>
    public const int PatienceSeconds = 2;

    public Task NoteAsync(NoteLogin login, CancellationToken cancellation) =>
        functions.NotifyAsync(noteLogin, login, ContractsJson.Default.NoteLogin, cancellation);
}
