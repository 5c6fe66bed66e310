using System.Globalization;
using Contracts;

namespace Bff.Purchases;

/// <summary>
/// When a client may ask for a purchase's status again. Nearly all are done within a second, so the first questions may follow each
/// other as the client likes; what takes longer is asked for less and less often.
/// </summary>
public static class RetryAfter
{
    /// <summary>Whether asking again can bring news soon.</summary>
    public static bool IsWorthwhile(PurchaseStatus status) => status is PurchaseStatus.PaymentPending or PurchaseStatus.Paid;

    /// <summary>The header's value, in whole seconds.</summary>
    public static string For(PurchaseStatus status, DateTimeOffset createdAt, DateTimeOffset now)
    {
        var seconds = (now - createdAt).TotalSeconds switch
        {
            _ when !IsWorthwhile(status) => 0,
            < 3 => 0,
            < 15 => 1,
            < 60 => 3,
            _ => 10,
        };
        return seconds.ToString(CultureInfo.InvariantCulture);
    }
}
