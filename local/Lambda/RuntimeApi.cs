using System.Globalization;
using System.Net;

namespace Local.Lambda;

/// <summary>
/// The Lambda Runtime API, version 2018-06-01. It has one port per process of the function: the port tells which process speaks,
/// as the protocol itself doesn't.
/// </summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Prefix = "/2018-06-01/runtime/";
    private static readonly byte[] Accepted = """{"status":"OK"}"""u8.ToArray();

    private readonly Func<int, FunctionInstance?> instanceOf;
    private readonly WebApplication app;
    private int[] ports = [];

    public RuntimeApi(int slots, Func<int, FunctionInstance?> instanceOf)
    {
        this.instanceOf = instanceOf;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            // A process is silent while it works on an event. Not infinite: Kestrel adds the value to its clock, overflows, and closes at once.
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromDays(1);
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            for (var slot = 0; slot < slots; slot++)
                kestrel.Listen(IPAddress.Loopback, 0);
        });
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>The value of AWS_LAMBDA_RUNTIME_API for the process in a slot.</summary>
    public string Address(int slot) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ports[slot]}");

    public async Task StartAsync()
    {
        await app.StartAsync();
        ports = [.. app.Urls.Select(url => new Uri(url).Port)];
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || instanceOf(Array.IndexOf(ports, http.Connection.LocalPort)) is not { } instance)
        {
            await RefuseAsync(http, StatusCodes.Status404NotFound, "NotFound", "Not found");
            return;
        }
        await (path[Prefix.Length..].Split('/') switch
        {
            ["invocation", "next"] when HttpMethods.IsGet(http.Request.Method) => NextAsync(http, instance),
            ["invocation", var id, "response"] when HttpMethods.IsPost(http.Request.Method) => ResponseAsync(http, instance, id),
            ["invocation", var id, "error"] when HttpMethods.IsPost(http.Request.Method) => ErrorAsync(http, instance, id),
            ["init", "error"] when HttpMethods.IsPost(http.Request.Method) => InitErrorAsync(http, instance),
            _ => RefuseAsync(http, StatusCodes.Status404NotFound, "NotFound", "Not found"),
        });
    }

    private static async Task NextAsync(HttpContext http, FunctionInstance instance)
    {
        if (instance.Next() is not { } next)
        {
            await RefuseAsync(http, StatusCodes.Status403Forbidden, "InvalidStateTransition", "The last event has no answer yet");
            return;
        }
        Invocation invocation;
        try
        {
            invocation = await next.WaitAsync(http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
            return;
        }
        var headers = http.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = invocation.InvokedArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        headers.ContentType = "application/json";
        headers.ContentLength = invocation.Payload.Length;
        await http.Response.Body.WriteAsync(invocation.Payload);
    }

    private static async Task ResponseAsync(HttpContext http, FunctionInstance instance, string requestId)
    {
        if (await LimitedBody.ReadAsync(http.Request, FunctionErrors.ResponseLimit) is { } body)
        {
            await AcceptAsync(http, instance.Answer(requestId, new InvocationResult(body, null)));
            return;
        }
        instance.AnswerTooLarge(requestId);
        await RefuseAsync(http, StatusCodes.Status413PayloadTooLarge, "RequestEntityTooLarge",
            $"Exceeded maximum allowed payload size ({FunctionErrors.ResponseLimit} bytes).");
    }

    private static async Task ErrorAsync(HttpContext http, FunctionInstance instance, string requestId) =>
        await AcceptAsync(http, instance.Fail(requestId, await ErrorDocumentAsync(http)));

    private static async Task InitErrorAsync(HttpContext http, FunctionInstance instance)
    {
        instance.FailInit(await ErrorDocumentAsync(http));
        await AcceptAsync(http, true);
    }

    private static async Task<byte[]> ErrorDocumentAsync(HttpContext http)
    {
        var body = await LimitedBody.ReadAsync(http.Request, FunctionErrors.ResponseLimit);
        return body is { Length: > 0 }
            ? body
            : FunctionErrors.Document(http.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString(), "");
    }

    private static Task AcceptAsync(HttpContext http, bool accepted)
    {
        if (!accepted)
            return RefuseAsync(http, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID");
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Accepted.Length;
        return http.Response.Body.WriteAsync(Accepted).AsTask();
    }

    private static Task RefuseAsync(HttpContext http, int status, string type, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { errorMessage = message, errorType = type });
    }
}
