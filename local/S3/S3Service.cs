using Local.Endpoint;

namespace Local.S3;

/// <summary>
/// Stands before fauxqs's S3: keeps the system metadata that it forgets, as user metadata, holds writes against their conditions, and
/// refuses what it would take for something else.
/// </summary>
public sealed class S3Service(ServiceEndpoints endpoints, Forwarder forwarder, WriteConditions conditions) : IAwsService
{
    private const string Kept = "x-amz-meta-fauxqs-";

    private static readonly string[] SystemMetadata =
        ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Expires"];

    /// <summary>Of listing, multipart uploads and deleting several. With any other parameter fauxqs would do something else.</summary>
    private static readonly HashSet<string> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        "list-type", "prefix", "delimiter", "max-keys", "continuation-token", "start-after", "encoding-type", "marker", "fetch-owner",
        "uploads", "uploadId", "partNumber", "delete", "x-id",
    };

    public string SigningName => "s3";

    public async Task HandleAsync(AwsCall call)
    {
        if (Unsupported(call.Http.Request) is { } what)
        {
            await AwsErrors.WriteUnsupportedAsync(call.Http, AwsProtocol.RestXml, SigningName, what);
            return;
        }
        Keep(call.Http.Request.Headers);
        call.Http.Response.OnStarting(() =>
        {
            Restore(call.Http.Response.Headers);
            return Task.CompletedTask;
        });
        var emulator = endpoints.ForwardTarget("s3") ?? throw new HttpRequestException("it isn't running");
        await conditions.RunAsync(call, emulator, () => forwarder.ForwardAsync(call, emulator));
    }

    private static string? Unsupported(HttpRequest request)
    {
        if (request.Query.Keys.FirstOrDefault(name => !Parameters.Contains(name) && !IsSignature(name)) is { } parameter)
            return RestOperations.OfS3Subresource(request.Method, request.Path.Value!, parameter);
        if (!HttpMethods.IsPut(request.Method))
            return null;
        string[] ignored = ["x-amz-tagging", "x-amz-object-lock-mode"];
        return ignored.FirstOrDefault(name => request.Headers.ContainsKey(name)) is { } header ? $"PUT with the header {header}" : null;
    }

    private static bool IsSignature(string parameter) => parameter.StartsWith("X-Amz-", StringComparison.OrdinalIgnoreCase);

    private static void Keep(IHeaderDictionary request)
    {
        foreach (var name in SystemMetadata)
        {
            // aws-chunked says how the request is sent, and fauxqs reads it.
            var parts = request[name].ToString().Split(',', StringSplitOptions.TrimEntries);
            var value = string.Join(", ", parts.Where(part => part != "aws-chunked"));
            if (value.Length > 0)
                request[Kept + name.ToLowerInvariant()] = value;
        }
    }

    private static void Restore(IHeaderDictionary response)
    {
        foreach (var name in SystemMetadata)
        {
            if (response.Remove(Kept + name, out var value))
                response[name] = value;
        }
    }
}
