using Contracts;

namespace Bff.Purchases;

/// <summary>How a purchase stands. A time is absent until its step is done.</summary>
/// <param name="Status">What has become of the purchase so far.</param>
/// <param name="AccountCreatedAt">When the buyer got the account, or the product in the account that was there before.</param>
/// <param name="RefundReason">Why the money goes or went back.</param>
/// <param name="Login">The link that logs the buyer in once; there when the purchase is completed, until it is used or expires.</param>
/// <param name="SignIn">Where to sign in instead, when a completed purchase has no link.</param>
public sealed record PurchaseStatusView(
    string PurchaseId, PurchaseStatus Status, string ProductId, decimal Amount, string Currency,
    DateTimeOffset CreatedAt, DateTimeOffset? PaidAt, DateTimeOffset? AccountCreatedAt, DateTimeOffset? CompletedAt,
    DateTimeOffset? RefundedAt, RefundReason? RefundReason, LoginLink? Login, SignIn? SignIn)
{
    public static PurchaseStatusView Of(PurchaseView purchase, LoginAnswer? login) => new(
        purchase.PurchaseId, purchase.Status, purchase.ProductId, purchase.Amount, purchase.Currency,
        purchase.CreatedAt, purchase.PaidAt, purchase.AccountCreatedAt, purchase.CompletedAt,
        purchase.RefundedAt, purchase.RefundReason, login?.Login, login?.SignIn);
}
