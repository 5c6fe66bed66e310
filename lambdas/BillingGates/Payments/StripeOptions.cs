namespace BillingGates.Payments;

/// <summary>Where and as whom to call Stripe. Not a record, so that no generated text can show the key.</summary>
public sealed class StripeOptions
{
    /// <summary>The Stripe API version whose requests and answers this library speaks.</summary>
    public const string ApiVersion = "2026-10-28.endive";

    /// <summary><c>https://api.stripe.com</c>, or the address of a server that speaks the same API below its <c>/v1</c>.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The account's secret or restricted API key.</summary>
    public required string SecretKey { get; init; }

    /// <summary>How long one attempt may take. Charges usually answer within three seconds.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long a charge, refund or lookup may take with all its calls, attempts and pauses. Keep it below the function's timeout.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(18);

    /// <summary>Attempts per call, the first included.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The pause before the second attempt; it doubles with each further one and varies by half.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);
}
