using System.Globalization;
using Catalog;
using Contracts;
using MainApp.Pages;
using MainApp.Sessions;

namespace MainApp;

/// <summary><c>GET /welcome</c>: the product, as far as this stand-in has one.</summary>
public static class Welcome
{
    public static void MapWelcome(this WebApplication app)
    {
        app.MapGet("/", (HttpContext http) => http.SeeOther("/welcome"));
        app.MapGet("/welcome", async Task<IResult> (HttpContext http, BrowserSessions sessions) =>
            await sessions.FindAsync(http) is { } session ? PageFor(http, session.Identity) : http.SeeOther("/login"));
    }

    private static Page PageFor(HttpContext http, Identity identity) => new(200, "Welcome", Markup.Of(
        $"""
        <p>You are signed in as <strong>{identity.Email}</strong>.</p>
        {(identity.Purchase is { } purchase ? Bought(purchase) : Markup.Empty)}
        <form method="post" action="{http.PathTo("/logout")}"><button type="submit">Log out</button></form>
        """));

    private static Markup Bought(PurchasedProduct purchase) => Markup.Of(
        $"""
        <h2>Your purchase</h2>
        <dl>
        <dt>Product</dt><dd>{Products.Find(purchase.ProductId)?.Name ?? purchase.ProductId}</dd>
        <dt>Paid</dt><dd>{purchase.Amount.ToString("0.00##", CultureInfo.InvariantCulture)} {purchase.Currency}</dd>
        <dt>Number</dt><dd>{purchase.PurchaseId}</dd>
        </dl>
        """);
}
