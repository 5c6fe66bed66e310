using AuthService.Tokens;
using Contracts;
using Mail;
using Microsoft.Extensions.Logging;
using Platform.Email;

namespace AuthService.SendLoginLink;

/// <summary>
/// Handles SendLoginLink, for which nobody waits. Sends a customer a link that logs in once, and nothing to an address that is nobody's.
/// A repeated event sends no second letter, but for one window: SES has taken the letter, and the answer is lost or the process ends
/// before the table hears of it. Then there are two links, and the mailbox's owner has both.
/// </summary>
public sealed class Handler(
    IUserDirectory users, IRecentLetters letters, TokenMint mint, ITokens tokens, IMailer mailer, LoginLetter letter,
    TimeProvider time, ILogger log)
{
    /// <summary>How often a decision is taken anew when another request for the same address came between.</summary>
    private const int Attempts = 3;

    /// <param name="requestId">The same for every attempt at one event.</param>
    public async Task HandleAsync(Contracts.SendLoginLink command, string requestId, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(command.Email, out var email))
        {
            log.LogWarning("No login link: that is no e-mail address");
            return;
        }
        if (await users.FindAsync(email, cancellation) is not { } userId)
        {
            log.LogInformation("No login link: the address is nobody's");
            return;
        }
        if (await ClaimAsync(email, requestId, cancellation))
            await SendAsync(email, userId, requestId, cancellation);
    }

    private async Task SendAsync(EmailAddress email, string userId, string requestId, CancellationToken cancellation)
    {
        // The spelling that the directory has the address under, not the one that was typed: letters that look or fold alike must not lead
        // a customer's link to another mailbox.
        var identity = new Identity(userId, email.Normalized);
        var token = await mint.MintAsync(identity, forNewUser: false, codeChallenge: null, cancellation);
        await tokens.StoreAsync(token, cancellation);
        var messageId = await mailer.SendAsync(letter.For(token), cancellation);
        await MarkSentAsync(email, requestId, cancellation);
        log.LogInformation("The login link with token {TokenId} is sent as {SesMessageId}", token.TokenId, messageId);
    }

    /// <returns>False when no letter is to be sent.</returns>
    /// <exception cref="InvalidOperationException">Another attempt may be sending it: Lambda repeats the event later.</exception>
    private async Task<bool> ClaimAsync(EmailAddress email, string requestId, CancellationToken cancellation)
    {
        for (var i = 0; i < Attempts; i++)
        {
            var recent = await letters.FindAsync(email, cancellation);
            switch (LetterLimit.Decide(recent.Letters, requestId, time.GetUtcNow()))
            {
                case LetterDecision.Send send when await letters.ReplaceAsync(email, recent, send.Letters, cancellation):
                    return true;
                case LetterDecision.Skip skip:
                    log.LogInformation("No login link: {Reason}", skip.Reason);
                    return false;
                case LetterDecision.Wait:
                    throw new InvalidOperationException("Another attempt at this event is sending the letter.");
            }
        }
        throw new InvalidOperationException("Other requests for this address kept coming between.");
    }

    private async Task MarkSentAsync(EmailAddress email, string requestId, CancellationToken cancellation)
    {
        for (var i = 0; i < Attempts; i++)
        {
            var recent = await letters.FindAsync(email, cancellation);
            if (await letters.ReplaceAsync(email, recent, LetterLimit.MarkSent(recent.Letters, requestId), cancellation))
                return;
        }
        throw new InvalidOperationException("Other requests for this address kept coming between.");
    }
}
