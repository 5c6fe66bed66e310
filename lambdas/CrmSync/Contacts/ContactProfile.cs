namespace CrmSync.Contacts;

/// <summary>Where a buyer stands.</summary>
public enum BuyerStatus
{
    /// <summary>Every purchase was refunded or is on its way back.</summary>
    Former,

    /// <summary>The first purchase is under way.</summary>
    Buying,

    Customer,
}

/// <summary>What the CRM is told of a buyer: a function of what is known, and of nothing else.</summary>
/// <param name="Products">What the buyer has, each once, in alphabetical order.</param>
/// <param name="Purchases">How many purchases were delivered and not taken back.</param>
public sealed record ContactProfile(BuyerStatus Status, IReadOnlyList<string> Products, int Purchases, string? UserId)
{
    public static ContactProfile Of(Contact contact)
    {
        var delivered = contact.Purchases.Where(purchase => purchase.IsDelivered).ToList();
        var status = delivered.Count > 0 ? BuyerStatus.Customer
            : contact.Purchases.Any(purchase => purchase.IsUnderWay) ? BuyerStatus.Buying
            : BuyerStatus.Former;
        return new(
            status,
            [.. delivered.Select(purchase => purchase.ProductId).Distinct().Order(StringComparer.Ordinal)],
            delivered.Count,
            contact.UserId);
    }
}
