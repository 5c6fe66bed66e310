using Local.ApiGateway;
using Local.Endpoint;

namespace Local.CloudFront;

/// <summary>
/// Everything of the public port that has no address of its own: the distribution, and the stages of APIs that aren't behind it, which
/// would have domains of their own. Their paths come before the distribution's behaviours.
/// </summary>
internal sealed class PublicFront(Distributions distributions, Edge edge, ApiFront apis) : IPublicRoutes
{
    public void Map(IEndpointRouteBuilder routes) => routes.Map("/{**path}", HandleAsync);

    private Task HandleAsync(HttpContext http)
    {
        var path = ViewerPath.Normalize(RequestTarget.Path(http));
        if (path == "/_local" || path.StartsWith("/_local/", StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        if (distributions.Deployed is not { } distribution)
            return apis.HandleAsync(http);
        var behavior = distribution.BehaviorFor(path);
        return apis.StageFor(http) is { } stage && !distribution.IsBefore(stage.Api.Id)
            ? apis.HandleAsync(http, stage)
            : edge.ServeAsync(http, distribution, behavior);
    }
}
