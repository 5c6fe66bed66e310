using Bff.Problems;
using Contracts;
using Microsoft.Net.Http.Headers;

namespace Bff.Purchases;

/// <summary>How a purchase stands. <paramref name="Login"/> is there once the purchase is completed, as long as the link can be used.</summary>
public sealed record PurchaseStatusView(
    string PurchaseId, PurchaseStatus Status, string ProductId, decimal Amount, string Currency, LoginLink? Login);

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

    private static async Task<IResult> ShowAsync(string purchaseId, HttpContext http, Backend backend)
    {
        var authorization = http.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return Problem.Unauthorized().AsResult();

        var command = new ShowPurchase(purchaseId, authorization[Bearer.Length..].Trim());
        if ((await backend.SendAsync(command, http.RequestAborted)).Purchase is not { } purchase)
            return Problem.UnknownPurchase().AsResult();

        var login = purchase.Status == PurchaseStatus.Completed
            ? (await backend.SendAsync(new OfferLogin(purchaseId), http.RequestAborted)).Login
            : null;
        if (purchase.Status is PurchaseStatus.PaymentPending or PurchaseStatus.Paid)
            http.Response.Headers[HeaderNames.RetryAfter] = "1";
        http.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return TypedResults.Ok(new PurchaseStatusView(
            purchase.PurchaseId, purchase.Status, purchase.ProductId, purchase.Amount, purchase.Currency, login));
    }
}
