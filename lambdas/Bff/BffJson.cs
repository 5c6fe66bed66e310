using System.Text.Json.Serialization;
using Bff.Checkout;
using Bff.Keys;
using Bff.Purchases;
using Catalog;
using Platform.Problems;

namespace Bff;

/// <summary>The answer to a health check.</summary>
public sealed record Health(string Status);

/// <summary>Every body that the API reads or writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CheckoutRequest))]
[JsonSerializable(typeof(CheckoutAccepted))]
[JsonSerializable(typeof(PurchaseStatusView))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(JsonWebKeySet))]
[JsonSerializable(typeof(IReadOnlyList<Product>))]
[JsonSerializable(typeof(Health))]
internal sealed partial class BffJson : JsonSerializerContext;
