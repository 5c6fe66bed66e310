using Local.Endpoint;

namespace Local.Crm;

/// <summary>The operations of the sandbox by path, and a view of its contacts.</summary>
internal sealed class CrmRoutes(CrmRequests requests, CrmBooks books) : IPublicRoutes
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_local/crm", () => books.All);

        var v3 = routes.MapGroup("/_local/crm/crm/v3");
        v3.MapPost("/objects/contacts/batch/upsert", (HttpRequest request) => requests.UpsertAsync(request));
        v3.MapGet("/objects/contacts/{id}", (HttpRequest request, string id, string? idProperty) => requests.Read(request, id, idProperty));
        v3.Map("/{**rest}", (HttpRequest request) => CrmRequests.Unknown(request));
    }
}
