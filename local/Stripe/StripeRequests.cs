using System.Security.Cryptography;
using System.Text;

namespace Local.Stripe;

/// <summary>Validates a call and returns what it will do. Throws <see cref="ApiError"/> for a call that does nothing.</summary>
internal delegate Func<object> StripeOperation(StripeCall call);

/// <summary>What every request goes through, in Stripe's order: API key, faults, idempotency, validation, effect.</summary>
internal sealed class StripeRequests(
    StripeBooks books, IdempotencyKeys keys, IStripeFaults faults, StripeSandboxOptions options, TimeProvider time)
{
    public async Task HandleAsync(HttpContext http, StripeOperation operation)
    {
        var requestId = StripeId.New("req", 14);
        http.Response.Headers["Request-Id"] = requestId;
        try
        {
            Authenticate(http.Request);
            await RunAsync(http, await StripeCallReader.ReadAsync(http, requestId), operation);
        }
        catch (ApiError error)
        {
            await WriteAsync(http, ErrorAnswer(error, requestId));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; what was done stays done.
            http.Abort();
        }
    }

    private async Task RunAsync(HttpContext http, StripeCall call, StripeOperation operation)
    {
        var fault = faults.For(call);
        if (fault is { Point: FaultPoint.BeforeEffect } && await StrikeAsync(http, fault, call))
            return;

        if (call is { Method: "POST", IdempotencyKey: { } key })
        {
            http.Response.Headers["Idempotency-Key"] = key;
            var fingerprint = $"{call.Method} {call.Path} {call.Parameters.Fingerprint()}";
            if (keys.Begin(key, fingerprint) is { } earlier)
            {
                http.Response.Headers["Idempotent-Replayed"] = "true";
                http.Response.Headers["Original-Request"] = earlier.RequestId;
                if (fault is not { Point: FaultPoint.AfterEffect } || !await StrikeAsync(http, fault, call))
                    await WriteAsync(http, earlier);
                return;
            }
        }

        var answer = await AnswerAsync(http, call, operation, fault);
        if (fault is not { Point: FaultPoint.AfterEffect } || !await StrikeAsync(http, fault, call))
            await WriteAsync(http, answer);
    }

    private async Task<StripeAnswer> AnswerAsync(HttpContext http, StripeCall call, StripeOperation operation, StripeFault? fault)
    {
        var key = call.Method == HttpMethods.Post ? call.IdempotencyKey : null;
        StripeAnswer? answer = null;
        try
        {
            var failure = fault is { Point: FaultPoint.DuringEffect, IsDelayOnly: false } ? ErrorAnswer(ServerError(fault), call.RequestId) : null;
            answer = Act(call, operation(call), key, failure);
            if (fault is { Point: FaultPoint.DuringEffect })
                await Task.Delay(fault.Delay, time, http.RequestAborted);
            return answer;
        }
        finally
        {
            // A request that failed validation did nothing: its key is free for the corrected one.
            if (key is not null && answer is not null)
                keys.Complete(key, answer);
            else if (key is not null)
                keys.Abandon(key);
        }
    }

    /// <param name="failure">What is answered whatever the effect.</param>
    private StripeAnswer Act(StripeCall call, Func<object> act, string? key, StripeAnswer? failure)
    {
        lock (books.Gate)
        {
            var answer = Act(call, act);
            answer = failure ?? answer;
            books.Commit(key is null ? null : keys.ToKept(key, answer));
            return answer;
        }
    }

    private StripeAnswer Act(StripeCall call, Func<object> act)
    {
        try
        {
            return new StripeAnswer(StatusCodes.Status200OK, StripeWire.Object(act(), call.Parameters.List("expand"), books), call.RequestId);
        }
        catch (ApiError error)
        {
            return ErrorAnswer(error, call.RequestId);
        }
    }

    /// <returns>Whether the request is over.</returns>
    private async Task<bool> StrikeAsync(HttpContext http, StripeFault fault, StripeCall call)
    {
        if (fault.Delay != TimeSpan.Zero)
            await Task.Delay(fault.Delay, time, http.RequestAborted);
        if (fault.IsDelayOnly)
            return false;
        if (fault.Status is null)
            http.Abort();
        else
            await WriteAsync(http, ErrorAnswer(ServerError(fault), call.RequestId));
        return true;
    }

    private void Authenticate(HttpRequest request)
    {
        var key = ApiKey(request.Headers.Authorization.ToString());
        var isKnown = options.SecretKey is { } secret
            ? CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(secret))
            : key.StartsWith("sk_test_", StringComparison.Ordinal) || key.StartsWith("rk_test_", StringComparison.Ordinal);
        if (!isKnown)
            throw ApiError.Unauthorized(key.Length == 0 ? "No API key was sent." : "Invalid API key: the sandbox takes test keys (sk_test_…).");
    }

    /// <summary>The key as a bearer token or as the user name of basic authentication.</summary>
    private static string ApiKey(string header)
    {
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return header["Bearer ".Length..].Trim();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return "";
        Span<byte> decoded = stackalloc byte[512];
        return Convert.TryFromBase64String(header["Basic ".Length..].Trim(), decoded, out var length)
            ? Encoding.UTF8.GetString(decoded[..length]).Split(':')[0]
            : "";
    }

    private static ApiError ServerError(StripeFault fault) =>
        ApiError.Server(fault.Status ?? StatusCodes.Status500InternalServerError, "The sandbox was told to fail here.");

    private static StripeAnswer ErrorAnswer(ApiError error, string requestId) => new(error.Status, StripeWire.Error(error.Body), requestId);

    private static async Task WriteAsync(HttpContext http, StripeAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }
}
