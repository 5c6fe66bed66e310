using System.Net;
using System.Text.Json;

namespace Purchase.Tests.Support;

/// <summary>The answer to a checkout, as a client sees it.</summary>
public sealed record CheckoutAnswer(HttpStatusCode Code, HttpResponseMessage Response, JsonElement Body)
{
    public string PurchaseId => Body.GetProperty("purchaseId").GetString()!;

    public string StatusToken => Body.GetProperty("statusToken").GetString()!;

    public string StatusUrl => Body.GetProperty("statusUrl").GetString()!;

    /// <summary>The type of the problem document.</summary>
    public string? Problem => Body.TryGetProperty("type", out var type) ? type.GetString() : null;
}

/// <summary>What the ledger says about one purchase.</summary>
public sealed record Money(IReadOnlyList<JsonElement> Charges, IReadOnlyList<JsonElement> Refunds);
