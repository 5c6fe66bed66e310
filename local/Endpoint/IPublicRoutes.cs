namespace Local.Endpoint;

/// <summary>Routes that a part adds to the public port: the API front, the payment sandbox, views for people and tests under <c>/_local</c>.</summary>
public interface IPublicRoutes
{
    /// <summary>Called once, before the port opens. Nothing is deployed yet: look things up when a request comes.</summary>
    void Map(IEndpointRouteBuilder routes);
}
