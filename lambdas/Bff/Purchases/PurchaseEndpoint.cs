using Contracts;
using Microsoft.Net.Http.Headers;
using Platform.Problems;

namespace Bff.Purchases;

/// <summary><c>GET /purchases/{purchaseId}</c></summary>
public static class PurchaseEndpoint
{
    private const string Bearer = "Bearer ";

    public static void MapPurchases(this WebApplication app) =>
        app.MapGet("/purchases/{purchaseId}", ShowAsync)
            .WithTags("Purchases")
            .WithSummary("Tells how a purchase stands, to the bearer of its status token.")
            .Produces<PurchaseStatusView>()
            .Produces<Problem>(StatusCodes.Status401Unauthorized, Problem.ContentType)
            .Produces<Problem>(StatusCodes.Status404NotFound, Problem.ContentType)
            .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, Problem.ContentType);

    private static async Task<IResult> ShowAsync(string purchaseId, HttpContext http, Backend backend, TimeProvider time)
    {
        var authorization = http.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return Problem.Unauthorized().AsResult();

        var command = new ShowPurchase(purchaseId, authorization[Bearer.Length..].Trim());
        if ((await backend.SendAsync(command, http.RequestAborted)).Purchase is not { } purchase)
            return Problem.UnknownPurchase().AsResult();

        var login = purchase.Status == PurchaseStatus.Completed
            ? await backend.SendAsync(new OfferLogin(purchaseId), http.RequestAborted)
            : null;
        if (RetryAfter.IsWorthwhile(purchase.Status))
            http.Response.Headers[HeaderNames.RetryAfter] = RetryAfter.For(purchase.Status, purchase.CreatedAt, time.GetUtcNow());
        http.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return TypedResults.Ok(PurchaseStatusView.Of(purchase, login));
    }
}
