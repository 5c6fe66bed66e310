namespace Catalog;

/// <summary>Something the shop sells. The price is the shop's word: no client ever sends one.</summary>
/// <param name="Price">In units of <paramref name="Currency"/>.</param>
/// <param name="Currency">ISO 4217 code in upper case.</param>
public sealed record Product(string ProductId, string Name, string Description, decimal Price, string Currency);
