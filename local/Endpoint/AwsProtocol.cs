namespace Local.Endpoint;

/// <summary>The wire forms of AWS services.</summary>
public enum AwsProtocol
{
    /// <summary>POST with the header X-Amz-Target and a JSON body.</summary>
    Json,

    /// <summary>POST of a form with the field Action; XML answers.</summary>
    Query,

    /// <summary>Resources and methods, JSON bodies.</summary>
    RestJson,

    /// <summary>Resources and methods, XML bodies.</summary>
    RestXml,
}

/// <summary>Tells protocol and operation of a request.</summary>
public static class AwsRequests
{
    private const string Target = "X-Amz-Target";

    public static AwsProtocol ProtocolOf(HttpRequest request, string? service) => service switch
    {
        _ when request.Headers.ContainsKey(Target) => AwsProtocol.Json,
        "s3" => AwsProtocol.RestXml,
        _ when request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal) == true => AwsProtocol.Query,
        _ => AwsProtocol.RestJson,
    };

    /// <summary>The operation's name: from the target, the form's Action, or for REST services method and path.</summary>
    public static string OperationOf(HttpRequest request, string service, AwsProtocol protocol, ReadOnlySpan<byte> body)
    {
        switch (protocol)
        {
            case AwsProtocol.Json:
                var target = request.Headers[Target].ToString();
                return target[(target.LastIndexOf('.') + 1)..];
            case AwsProtocol.Query:
                return FormField(body, "Action="u8) ?? request.Query["Action"].ToString();
            case AwsProtocol.RestJson when service == "lambda":
                return RestOperations.OfLambda(request.Method, request.Path.Value!);
            case AwsProtocol.RestXml:
                return ObjectOperation(request);
            default:
                return $"{request.Method} {request.Path}";
        }
    }

    /// <summary>S3's most used operations by method and path; the rest keep their HTTP form.</summary>
    private static string ObjectOperation(HttpRequest request)
    {
        var key = request.Path.Value!.Trim('/').Contains('/', StringComparison.Ordinal);
        return (request.Method, key) switch
        {
            ("GET", true) => "GetObject",
            ("PUT", true) => "PutObject",
            ("HEAD", true) => "HeadObject",
            ("DELETE", true) => "DeleteObject",
            ("GET", false) when request.Path == "/" => "ListBuckets",
            ("GET", false) => "ListObjectsV2",
            ("PUT", false) => "CreateBucket",
            ("HEAD", false) => "HeadBucket",
            ("DELETE", false) => "DeleteBucket",
            ("POST", false) when request.Query.ContainsKey("delete") => "DeleteObjects",
            _ => $"{request.Method} {request.Path}",
        };
    }

    private static string? FormField(ReadOnlySpan<byte> form, ReadOnlySpan<byte> name)
    {
        foreach (var range in form.Split((byte)'&'))
        {
            var field = form[range];
            if (field.StartsWith(name))
                return System.Text.Encoding.ASCII.GetString(field[name.Length..]);
        }
        return null;
    }
}
