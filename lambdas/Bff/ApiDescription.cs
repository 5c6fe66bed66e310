using Microsoft.AspNetCore.OpenApi;

namespace Bff;

/// <summary>What the OpenAPI document says beyond the endpoints themselves.</summary>
public static class ApiDescription
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "Purchase API";
        document.Info.Version = "1.0";
        document.Info.Description = "From purchase to first login. Errors are problem documents (RFC 9457).";
        return Task.CompletedTask;
    });
}
