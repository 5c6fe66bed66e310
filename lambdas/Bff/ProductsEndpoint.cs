using Catalog;
using Microsoft.Net.Http.Headers;

namespace Bff;

/// <summary><c>GET /products</c></summary>
public static class ProductsEndpoint
{
    public static void MapProducts(this WebApplication app) =>
        app.MapGet("/products", (HttpContext http) =>
        {
            http.Response.Headers[HeaderNames.CacheControl] = "public, max-age=300";
            return TypedResults.Ok(Products.All);
        }).WithTags("Products").WithSummary("Lists what the shop sells.");
}
