using System.Net;
using System.Text.Json;

namespace Purchase.Tests.Support;

/// <summary>The answer to a checkout, as a client sees it.</summary>
public sealed record CheckoutAnswer(HttpStatusCode Code, HttpResponseMessage Response, JsonElement Body)
{
    public string PurchaseId => Required("purchaseId");

    public string StatusToken => Required("statusToken");

    public string StatusUrl => Required("statusUrl");

    /// <summary>The type of the problem document.</summary>
    public string? Problem => Body.TryGetProperty("type", out var type) ? type.GetString() : null;

    private string Required(string name) => Body.TryGetProperty(name, out var value)
        ? value.GetString()!
        : throw new InvalidOperationException($"The checkout was answered with {Code:d} and without {name}: {Body}");
}

/// <summary>What the ledger says about one purchase.</summary>
public sealed record Money(IReadOnlyList<JsonElement> Charges, IReadOnlyList<JsonElement> Refunds);
