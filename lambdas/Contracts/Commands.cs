using System.Text.Json.Serialization;

namespace Contracts;

/// <summary>Bff asks BillingGates to charge for one checkout. Safe to repeat: the idempotency key decides what it is.</summary>
/// <param name="IdempotencyKey">The client's key, 1 to 255 characters. The purchase's identifier derives from it.</param>
/// <param name="PaymentMethod">The provider's payment method, for instance <c>pm_card_visa</c>.</param>
/// <param name="CodeChallenge">
/// The base64url SHA-256 of a secret that only the buyer's browser knows (RFC 7636, section 4.2, S256). Whoever redeems the login has to show the secret.
/// </param>
public sealed record TakePayment(
    string IdempotencyKey, string ProductId, string CustomerEmail, string PaymentMethod, string? TraceId, string? CodeChallenge = null);

/// <summary>How a checkout ended.</summary>
public enum PaymentOutcome
{
    /// <summary>The purchase exists; its status says whether the charge is known already.</summary>
    Accepted,

    /// <summary>The provider declined; nothing was charged.</summary>
    Declined,

    /// <summary>The idempotency key was used with another request before.</summary>
    KeyReused,

    /// <summary>The same request is being handled at this moment.</summary>
    InFlight,

    /// <summary>The catalog has no such product.</summary>
    UnknownProduct,

    /// <summary>The payment provider refused the request itself, for instance an unknown payment method. Nothing was charged.</summary>
    InvalidPaymentMethod,
}

/// <summary>BillingGates' answer to <see cref="TakePayment"/>.</summary>
/// <param name="StatusToken">The secret that the status of this purchase needs.</param>
/// <param name="DeclineCode">The provider's decline code, when declined.</param>
/// <param name="CreatedAt">When the purchase began, when accepted: a repeated checkout finds an older one.</param>
public sealed record PaymentAnswer(
    PaymentOutcome Outcome, string? PurchaseId = null, PurchaseStatus? Status = null, string? StatusToken = null,
    string? DeclineCode = null, DateTimeOffset? CreatedAt = null);

/// <summary>Bff asks BillingGates for a purchase on behalf of a bearer of its status token.</summary>
public sealed record ShowPurchase(string PurchaseId, string StatusToken);

/// <summary>The answer to <see cref="ShowPurchase"/>; <see cref="Purchase"/> is null for an unknown id as for a wrong token.</summary>
public sealed record PurchaseAnswer(PurchaseView? Purchase);

/// <summary>What the buyer may know of a purchase. A time is null until its step is done.</summary>
/// <param name="RefundReason">Why the money goes or went back, when it does.</param>
public sealed record PurchaseView(
    string PurchaseId, PurchaseStatus Status, string ProductId, decimal Amount, string Currency,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PaidAt = null, DateTimeOffset? AccountCreatedAt = null,
    DateTimeOffset? CompletedAt = null, DateTimeOffset? RefundedAt = null, RefundReason? RefundReason = null);

/// <summary>Why a purchase was compensated, as far as the buyer may know.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefundReason>))]
public enum RefundReason
{
    /// <summary>The shop does not admit this buyer.</summary>
    [JsonStringEnumMemberName("ACCOUNT_REFUSED")] AccountRefused,

    /// <summary>The account could not be created for a reason on the shop's side.</summary>
    [JsonStringEnumMemberName("ACCOUNT_FAILED")] AccountFailed,

    /// <summary>The shop was asked to give the money back.</summary>
    [JsonStringEnumMemberName("REQUESTED")] Requested,
}

/// <summary>Bff asks AuthService for the login link of a completed purchase.</summary>
public sealed record OfferLogin(string PurchaseId);

/// <summary>The answer to <see cref="OfferLogin"/>: a link, or the way to sign in without one.</summary>
public sealed record LoginAnswer(LoginLink? Login, SignIn? SignIn = null);

/// <summary>A link that logs the buyer in once, until it expires.</summary>
public sealed record LoginLink(string Url, DateTimeOffset ExpiresAt);

/// <summary>Where the buyer signs in by e-mail, because there is no link to offer any more, or never was.</summary>
public sealed record SignIn(string Url, SignInReason Reason);

/// <summary>Why a completed purchase offers no link.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SignInReason>))]
public enum SignInReason
{
    /// <summary>The link was used.</summary>
    [JsonStringEnumMemberName("REDEEMED")] Redeemed,

    /// <summary>The link expired, and so did the fresh one after it.</summary>
    [JsonStringEnumMemberName("EXPIRED")] Expired,

    /// <summary>The buyer was a customer already: a payment alone must not log in as one.</summary>
    [JsonStringEnumMemberName("RETURNING_CUSTOMER")] ReturningCustomer,

    /// <summary>AuthService knows no token of this purchase.</summary>
    [JsonStringEnumMemberName("UNAVAILABLE")] Unavailable,
}

/// <summary>The application asks AuthService to exchange a login token for the identity it stands for. Works once.</summary>
/// <param name="CodeVerifier">The secret behind the checkout's code challenge; null when the link carried none.</param>
public sealed record RedeemToken(string Token, string? CodeVerifier);

/// <summary>How a redemption ended.</summary>
public enum RedeemOutcome
{
    /// <summary>This call, and no other, has the login.</summary>
    Redeemed,

    /// <summary>The token was used before.</summary>
    Used,

    Expired,

    /// <summary>Signed by us, for another application.</summary>
    WrongAudience,

    /// <summary>Not signed by us, or not a token at all.</summary>
    Forged,

    /// <summary>The checkout gave a challenge and the redemption no verifier. The token is still good.</summary>
    MissingVerifier,

    /// <summary>The verifier does not belong to the checkout's challenge, or there was no challenge. The token is still good.</summary>
    WrongVerifier,

    /// <summary>The purchase was compensated, or nothing is known of this token any more.</summary>
    Withdrawn,
}

/// <summary>The answer to <see cref="RedeemToken"/>; <see cref="Identity"/> is there when redeemed.</summary>
public sealed record RedeemAnswer(RedeemOutcome Outcome, Identity? Identity = null);

/// <summary>Who is logged in, and by which purchase, if it was one.</summary>
public sealed record Identity(string UserId, string Email, PurchasedProduct? Purchase = null);

/// <summary>What the login's purchase was.</summary>
public sealed record PurchasedProduct(string PurchaseId, string ProductId, decimal Amount, string Currency);

/// <summary>
/// The application asks AuthService to send a login link to a customer's address. Nobody waits for an answer, so that neither
/// the answer nor its time tells which addresses are customers'.
/// </summary>
public sealed record SendLoginLink(string Email);

/// <summary>AuthService tells UserDirectory that a purchase's buyer is logged in by it: once, because its token is redeemed once.</summary>
public sealed record NoteLogin(string PurchaseId, DateTimeOffset At);

/// <summary>AuthService asks UserDirectory who has an address.</summary>
public sealed record FindUser(string Email);

/// <summary>The answer to <see cref="FindUser"/>; <see cref="UserId"/> is null when nobody has the address.</summary>
public sealed record UserFound(string? UserId);
