using System.Text.Json.Serialization;

namespace Contracts;

/// <summary>The states of a purchase, by the names that clients and the purchases table see.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PurchaseStatus>))]
public enum PurchaseStatus
{
    /// <summary>The intent is stored; whether the provider charged is not known yet.</summary>
    [JsonStringEnumMemberName("PAYMENT_PENDING")] PaymentPending,

    /// <summary>The provider declined. Nothing was charged.</summary>
    [JsonStringEnumMemberName("DECLINED")] Declined,

    /// <summary>Charged; the saga is creating the account.</summary>
    [JsonStringEnumMemberName("PAID")] Paid,

    /// <summary>Charged, with a user, an order and a login.</summary>
    [JsonStringEnumMemberName("COMPLETED")] Completed,

    /// <summary>Charged and refunded.</summary>
    [JsonStringEnumMemberName("REFUNDED")] Refunded,

    /// <summary>A person has to look at it; an alarm has been raised.</summary>
    [JsonStringEnumMemberName("NEEDS_ATTENTION")] NeedsAttention,
}
