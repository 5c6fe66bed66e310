using Local.Endpoint;

namespace Local.Stripe;

/// <summary>The operations of the sandbox, by path.</summary>
internal sealed class StripeRoutes(
    PaymentIntents intents, Refunds refunds, StripeBooks books, StripeRequests requests, Ledger ledger) : IPublicRoutes
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_local/ledger", (string? purchaseId) => ledger.Read(purchaseId));

        var v1 = routes.MapGroup("/_local/stripe/v1");
        v1.MapPost("/payment_intents", Operation(intents.Create));
        v1.MapGet("/payment_intents", Operation(intents.List));
        v1.MapGet("/payment_intents/search", Operation(intents.Search));
        v1.MapGet("/payment_intents/{id}", Operation(intents.Retrieve));
        v1.MapPost("/payment_intents/{id}/confirm", Operation(intents.Confirm));
        v1.MapPost("/payment_intents/{id}/cancel", Operation(intents.Cancel));
        v1.MapPost("/refunds", Operation(refunds.Create));
        v1.MapGet("/refunds", Operation(refunds.List));
        v1.MapGet("/refunds/{id}", Operation(refunds.Retrieve));
        v1.MapGet("/charges/{id}", Operation(call => () => books.Charge(call.Id)));
        v1.Map("/{**rest}", Operation(call => throw new ApiError(StatusCodes.Status404NotFound, new ApiErrorBody(
            "invalid_request_error", null, $"The sandbox has no operation {call.Method} {call.Path}."))));
    }

    private RequestDelegate Operation(StripeOperation operation) => http => requests.HandleAsync(http, operation);
}
