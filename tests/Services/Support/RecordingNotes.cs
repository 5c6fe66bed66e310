using AuthService.RedeemToken;
using Contracts;
using Platform.Functions;

namespace Services.Tests.Support;

/// <summary>Keeps what UserDirectory is told of logins.</summary>
internal sealed class RecordingNotes : ILoginNotes
{
    public List<NoteLogin> Taken { get; } = [];

    public bool IsDown { get; set; }

    public Task NoteAsync(NoteLogin login, CancellationToken cancellation)
    {
        if (IsDown)
            throw new FunctionUnavailableException("NoteLogin did not answer.");
        Taken.Add(login);
        return Task.CompletedTask;
    }
}
