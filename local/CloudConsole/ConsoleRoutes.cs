using Local.CloudConsole.Activity;
using Local.CloudConsole.Stories;
using Local.CloudConsole.Topology;
using Local.Deployment;
using Local.Endpoint;
using Local.Ses;

namespace Local.CloudConsole;

/// <summary>The console's page, and the data that it shows.</summary>
internal sealed class ConsoleRoutes(
    ConsolePage page, Deployer deployer, LiveCounters counters, PurchaseList purchases, StoryReader stories, Outbox outbox) : IPublicRoutes
{
    public const string Path = "/_local/";

    private const int UsualLimit = 50;
    private const int LongestList = 1000;

    // A letter brings its own styles. It is shown without scripts, forms and anything from elsewhere.
    private const string LetterPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, page.Show);
        routes.MapGet("/_local/console/page/{file}", page.File);
        routes.MapGet("/_local/console/topology", http =>
            TaggedJson.WriteAsync(http, DiagramLayout.Of(PartsReader.Read(deployer.Resources))));
        routes.MapGet("/_local/console/counters", async http =>
            await TaggedJson.WriteAsync(http, await counters.ReadAsync(http.RequestAborted)));
        routes.MapGet("/_local/console/purchases", (HttpContext http, string? search, string? status, int? limit) => WithPlatformAsync(
            http, stop => ReadAsync(search, status, limit, stop)));
        routes.MapGet("/_local/console/purchases/{id}", (HttpContext http, string id) => WithPlatformAsync(
            http, stop => ReadAsync(id, stop)));
        routes.MapGet("/_local/console/emails/{id}", Letter);
    }

    private async Task<object?> ReadAsync(string? search, string? status, int? limit, CancellationToken stop) =>
        await purchases.ReadAsync(search, status, Math.Clamp(limit ?? UsualLimit, 1, LongestList), stop);

    private async Task<object?> ReadAsync(string id, CancellationToken stop) => await stories.ReadAsync(id, stop);

    private IResult Letter(HttpContext http, string id)
    {
        if (outbox.Emails.FirstOrDefault(email => email.Id == id) is not { Html: { } html })
            return Results.Problem($"No e-mail has the id {id}.", statusCode: StatusCodes.Status404NotFound, title: "E-mail not found");
        http.Response.Headers.ContentSecurityPolicy = LetterPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(html, "text/html; charset=utf-8");
    }

    private static async Task WithPlatformAsync(HttpContext http, Func<CancellationToken, Task<object?>> read)
    {
        try
        {
            if (await read(http.RequestAborted) is { } found)
                await TaggedJson.WriteAsync(http, found);
            else
                await Missing("There is no such purchase.").ExecuteAsync(http);
        }
        catch (LocalCloudException exception)
        {
            await Missing(exception.Message).ExecuteAsync(http);
        }
    }

    private static IResult Missing(string what) => Results.Problem(what, statusCode: StatusCodes.Status404NotFound, title: "Not found");
}
