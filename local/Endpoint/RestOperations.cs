namespace Local.Endpoint;

/// <summary>Tells the operation of a REST service by method and path, as the service's API reference calls it.</summary>
internal static class RestOperations
{
    /// <summary>Lambda's operations on functions and event sources; others keep their HTTP form.</summary>
    public static string OfLambda(string method, string path) => (method, path.Trim('/').Split('/')) switch
    {
        ("POST", [_, "functions", _, "invocations"]) => "Invoke",
        ("GET", [_, "functions"]) => "ListFunctions",
        ("POST", [_, "functions"]) => "CreateFunction",
        ("GET", [_, "functions", _]) => "GetFunction",
        ("DELETE", [_, "functions", _]) => "DeleteFunction",
        ("GET", [_, "functions", _, "configuration"]) => "GetFunctionConfiguration",
        ("PUT", [_, "functions", _, "configuration"]) => "UpdateFunctionConfiguration",
        ("PUT", [_, "functions", _, "code"]) => "UpdateFunctionCode",
        ("GET", [_, "event-source-mappings"]) => "ListEventSourceMappings",
        ("POST", [_, "event-source-mappings"]) => "CreateEventSourceMapping",
        ("GET", [_, "event-source-mappings", _]) => "GetEventSourceMapping",
        ("PUT", [_, "event-source-mappings", _]) => "UpdateEventSourceMapping",
        ("DELETE", [_, "event-source-mappings", _]) => "DeleteEventSourceMapping",
        _ => $"{method} {path}",
    };

    /// <summary>An operation of S3 on what a query parameter names, for instance <c>GetBucketVersioning</c> or <c>PutObjectTagging</c>.</summary>
    public static string OfS3Subresource(string method, string path, string parameter) => (method, parameter) switch
    {
        ("GET", "versions") => "ListObjectVersions",
        (_, "lifecycle" or "notification") => Name(method, path, parameter + "Configuration"),
        (_, "publicAccessBlock") => Verb(method) + "PublicAccessBlock",
        _ => Name(method, path, parameter),
    };

    private static string Name(string method, string path, string what)
    {
        var owner = path.Trim('/').Contains('/', StringComparison.Ordinal) ? "Object" : "Bucket";
        var words = what.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]);
        return Verb(method) + owner + string.Concat(words);
    }

    private static string Verb(string method) => char.ToUpperInvariant(method[0]) + method[1..].ToLowerInvariant();
}
