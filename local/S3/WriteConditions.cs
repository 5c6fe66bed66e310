using System.Net;
using Local.Endpoint;

namespace Local.S3;

/// <summary>Holds writes of objects against <c>If-Match</c> and <c>If-None-Match: *</c>, which fauxqs ignores.</summary>
/// <remarks>Amazon S3 User Guide, "How to prevent object overwrites with conditional writes".</remarks>
public sealed class WriteConditions : IDisposable
{
    private const int Gates = 16;

    // Writes of one object pass one at a time, those without a condition too: nothing comes between the look and the write.
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, Gates).Select(_ => new SemaphoreSlim(1))];
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Forwards a call, or refuses it when its condition doesn't hold.</summary>
    public async Task RunAsync(AwsCall call, Uri emulator, Func<Task> forward)
    {
        var request = call.Http.Request;
        if (!HttpMethods.IsPut(request.Method) && !HttpMethods.IsDelete(request.Method))
        {
            await forward();
            return;
        }
        var gate = gates[(uint)string.GetHashCode(request.Path.Value, StringComparison.Ordinal) % Gates];
        await gate.WaitAsync(call.Http.RequestAborted);
        try
        {
            if (await RefusalAsync(request, emulator, call.Http.RequestAborted) is { } refusal)
                await AwsErrors.WriteAsync(call.Http, AwsProtocol.RestXml, refusal.Code, refusal.Message, refusal.Status);
            else
                await forward();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        client.Dispose();
        foreach (var gate in gates)
            gate.Dispose();
    }

    private async Task<(string Code, string Message, int Status)?> RefusalAsync(HttpRequest request, Uri emulator, CancellationToken cancellation)
    {
        var (match, noneMatch) = (request.Headers.IfMatch.ToString(), request.Headers.IfNoneMatch.ToString());
        if (match.Length == 0 && noneMatch.Length == 0)
            return null;
        using var look = new HttpRequestMessage(HttpMethod.Head, new Uri(emulator, RequestTarget.Path(request.HttpContext)));
        look.Headers.TryAddWithoutValidation("Authorization", (string?)request.Headers.Authorization);
        using var found = await client.SendAsync(look, cancellation);
        var exists = found.StatusCode != HttpStatusCode.NotFound;
        if (match.Length > 0 && !exists)
            return ("NoSuchKey", "The specified key does not exist.", 404);
        var holds = match.Length > 0 ? match.Trim('"') == found.Headers.ETag?.Tag.Trim('"') : !exists;
        return holds ? null : ("PreconditionFailed", "At least one of the pre-conditions you specified did not hold.", 412);
    }
}
