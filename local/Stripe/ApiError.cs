namespace Local.Stripe;

/// <summary>The <c>error</c> object of an answer (https://docs.stripe.com/api/errors).</summary>
internal sealed record ApiErrorBody(string Type, string? Code, string Message)
{
    public string? Param { get; init; }
    public string? DeclineCode { get; init; }
    public string? Charge { get; init; }
    public PaymentIntent? PaymentIntent { get; init; }
}

/// <summary>Ends a request with an error answer.</summary>
internal sealed class ApiError(int status, ApiErrorBody body) : Exception(body.Message)
{
    public int Status => status;

    public ApiErrorBody Body => body;

    public static ApiError Invalid(string message, string? param = null, string? code = null, PaymentIntent? intent = null) =>
        new(StatusCodes.Status400BadRequest, new ApiErrorBody("invalid_request_error", code, message) { Param = param, PaymentIntent = intent });

    public static ApiError Missing(string param) => Invalid($"Missing required param: {param}.", param, "parameter_missing");

    /// <summary>No such object. Stripe answers 404 for an id in the path and 400 for one in a parameter.</summary>
    public static ApiError NotFound(string kind, string id, string param) =>
        new(param == "id" ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest,
            new ApiErrorBody("invalid_request_error", "resource_missing", $"No such {kind}: '{id}'") { Param = param });

    public static ApiError Declined(ApiErrorBody body) => new(StatusCodes.Status402PaymentRequired, body);

    public static ApiError Unauthorized(string message) =>
        new(StatusCodes.Status401Unauthorized, new ApiErrorBody("invalid_request_error", null, message));

    public static ApiError KeyInUse(string key) =>
        new(StatusCodes.Status409Conflict, new ApiErrorBody(
            "idempotency_error", "idempotency_key_in_use", $"Another request with the idempotency key '{key}' is being processed."));

    public static ApiError KeyReused(string key) =>
        new(StatusCodes.Status400BadRequest, new ApiErrorBody(
            "idempotency_error", null, $"The idempotency key '{key}' was first used with other parameters or another endpoint."));

    public static ApiError Server(int status, string message) => status == StatusCodes.Status429TooManyRequests
        ? new(status, new ApiErrorBody("invalid_request_error", "rate_limit", message))
        : new(status, new ApiErrorBody("api_error", null, message));
}
