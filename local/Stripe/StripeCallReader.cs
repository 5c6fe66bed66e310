namespace Local.Stripe;

/// <summary>Reads a request as Stripe does: parameters in the query of a GET, in the form of a POST.</summary>
internal static class StripeCallReader
{
    public static async Task<StripeCall> ReadAsync(HttpContext http, string requestId)
    {
        var request = http.Request;
        var fullPath = request.Path.ToString();
        var path = fullPath[fullPath.IndexOf("/v1/", StringComparison.Ordinal)..];
        return new StripeCall(
            request.Method, path, http.GetRouteValue("id") as string ?? "", requestId, IdempotencyKey(request), Header(request, "Stripe-Version"))
        {
            Parameters = HttpMethods.IsPost(request.Method)
                ? new FormParameters(await ReadFormAsync(http))
                : new FormParameters(request.Query),
        };
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpContext http)
    {
        if (http.Request.ContentLength is null or 0 && !http.Request.HasFormContentType)
            return FormCollection.Empty;
        if (!http.Request.HasFormContentType)
            throw ApiError.Invalid("Send parameters as application/x-www-form-urlencoded.");
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException)
        {
            throw ApiError.Invalid("The form can't be read.");
        }
    }

    private static string? IdempotencyKey(HttpRequest request) => Header(request, "Idempotency-Key") switch
    {
        { Length: > IdempotencyKeys.MaxLength } => throw ApiError.Invalid($"An idempotency key has at most {IdempotencyKeys.MaxLength} characters."),
        var key => key,
    };

    private static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;
}
