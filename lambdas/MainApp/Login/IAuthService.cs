using Contracts;
using Platform.Functions;

namespace MainApp.Login;

/// <summary>AuthService, as this application needs it.</summary>
public interface IAuthService
{
    /// <summary>Exchanges a login token for the identity it stands for.</summary>
    /// <exception cref="FunctionUnavailableException">No answer came; the token may or may not be used up.</exception>
    Task<RedeemAnswer> RedeemAsync(string token, string? codeVerifier, CancellationToken cancellation);

    /// <summary>Whether logins by e-mail are set up.</summary>
    bool SendsLoginLinks { get; }

    /// <summary>Asks for a login link. What becomes of it only the mailbox knows.</summary>
    /// <exception cref="FunctionUnavailableException">The request was not taken.</exception>
    Task SendLoginLinkAsync(string email, CancellationToken cancellation);
}

/// <summary>AuthService by its functions.</summary>
/// <param name="sendLoginLink">The name of the function; null where logins by e-mail are not set up.</param>
public sealed class AuthFunctions(FunctionClient functions, string redeemToken, string? sendLoginLink) : IAuthService
{
    /// <summary>Longer than RedeemToken runs, shorter than this application's function.</summary>
    public const int PatienceSeconds = 12;

    public bool SendsLoginLinks => sendLoginLink is not null;

    public Task<RedeemAnswer> RedeemAsync(string token, string? codeVerifier, CancellationToken cancellation) => functions.CallAsync(
        redeemToken, new RedeemToken(token, codeVerifier),
        ContractsJson.Default.RedeemToken, ContractsJson.Default.RedeemAnswer, cancellation);

    public Task SendLoginLinkAsync(string email, CancellationToken cancellation) => functions.NotifyAsync(
        sendLoginLink ?? throw new InvalidOperationException("Logins by e-mail are not set up."),
        new SendLoginLink(email), ContractsJson.Default.SendLoginLink, cancellation);
}
