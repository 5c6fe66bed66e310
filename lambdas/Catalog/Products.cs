using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog;

/// <summary>The catalog, deployed with the functions that read it, so that a price change is a reviewed commit.</summary>
public static class Products
{
    /// <summary>Every product, in the order of the shop's pages.</summary>
    public static IReadOnlyList<Product> All { get; } = Load();

    /// <summary>The product, or null when the shop does not sell it.</summary>
    public static Product? Find(string productId) => All.FirstOrDefault(product => product.ProductId == productId);

    private static Product[] Load()
    {
        using var file = typeof(Products).Assembly.GetManifestResourceStream("products.json")
            ?? throw new InvalidOperationException("The catalog is not embedded.");
        return JsonSerializer.Deserialize(file, CatalogJson.Default.ProductArray)
            ?? throw new InvalidOperationException("The catalog is empty.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Product[]))]
internal sealed partial class CatalogJson : JsonSerializerContext;
