using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Events;

namespace AuthService.IssueToken;

/// <summary>
/// Reacts to UserCreated. Mints the login token and answers the saga with its id.
/// Reacts to UserCreationFailed. Withdraws the token.
/// </summary>
public sealed class Handler(TokenMint mint, ITokens tokens, ILogger log)
{
    public async Task<SagaAnswer?> HandleAsync(PurchaseEvent purchaseEvent, CancellationToken cancellation)
    {
        switch (purchaseEvent)
        {
            case UserCreated created:
                return await IssueAsync(created, cancellation);
            case UserCreationFailed failed:
                await tokens.WithdrawAsync(failed.PurchaseId, cancellation);
                log.LogInformation("The login of this purchase is withdrawn");
                return null;
            default:
                return null;
        }
    }

    private async Task<SagaAnswer> IssueAsync(UserCreated created, CancellationToken cancellation)
    {
        var minted = await mint.MintAsync(IdentityOf(created), created.IsNewUser, created.CodeChallenge, cancellation);
        var existing = await tokens.StoreAsync(minted, cancellation);
        var token = existing ?? minted;
        log.LogInformation("Token {TokenId} is {State} (minted now: {Minted})", token.TokenId, token.State, existing is null);
        return token.State == LoginTokenState.Issued
            ? SagaAnswer.Done(new TokenAnswer(token.TokenId, token.ExpiresAt), ContractsJson.Default.TokenAnswer)
            : new SagaAnswer.Refusal("PurchaseCompensated", "The purchase was compensated before a token was issued.");
    }

    private static Identity IdentityOf(UserCreated created) => new(
        created.UserId!, created.CustomerEmail,
        new PurchasedProduct(created.PurchaseId, created.ProductId, created.Amount, created.Currency));
}
