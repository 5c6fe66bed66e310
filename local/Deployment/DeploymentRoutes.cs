using Local.Endpoint;

namespace Local.Deployment;

/// <summary>What <c>deploy</c> asks the running local cloud for.</summary>
/// <param name="Assembly">The folder of a cloud assembly on this machine.</param>
internal sealed record DeployRequest(string Consumer, string Assembly);

/// <summary>The way into the running local cloud for further stacks. It listens on loopback only, as everything here.</summary>
internal sealed class DeploymentRoutes(Deployer deployer, LaterDeployments deployments) : IPublicRoutes
{
    public const string Path = "/_local/deployments";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, () => deployer.Resources.Select(resource => resource.Definition.Stack).Distinct());
        // What is deployed is executed.
        routes.MapPost(Path, async (HttpRequest http, DeployRequest request) => LocalCallers.IsPage(http)
            ? Results.Problem("Web pages deploy nothing.", statusCode: StatusCodes.Status403Forbidden)
            : await AddAsync(request));
    }

    // Not cancelled when the caller hangs up: half a stack is no use to anybody.
    private async Task<IResult> AddAsync(DeployRequest request)
    {
        try
        {
            return Results.Ok(await deployments.AddAsync(request.Consumer, request.Assembly, CancellationToken.None));
        }
        catch (DeploymentException exception)
        {
            return Results.Problem(exception.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
    }
}
