using Local.Endpoint;

namespace Local.Ses;

/// <summary>Shows the e-mails that were sent.</summary>
internal sealed class OutboxRoutes(Outbox outbox) : IPublicRoutes
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_local/outbox", () => outbox.Emails);
}
