using System.Xml.Linq;
using Local.Endpoint;

namespace Local.Iam.Actions;

/// <summary>Buckets and objects, addressed by path.</summary>
internal sealed class S3Actions : ICallActions
{
    private static readonly KeyValuePair<string, string> Tls = new("s3:TlsVersion", "1.3");

    public string SigningName => "s3";

    public IEnumerable<NeededAction> Of(AwsCall call)
    {
        var request = call.Http.Request;
        var path = request.Path.Value!.TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var (bucket, key) = slash > 0 ? (path[..slash], path[(slash + 1)..]) : (path, "");
        var inUpload = request.Query.ContainsKey("uploadId");
        return (request.Method, key.Length > 0) switch
        {
            ("GET", false) when bucket.Length == 0 => [Needed("ListAllMyBuckets", "*")],
            ("GET", false) => [Needed(request.Query.ContainsKey("uploads") ? "ListBucketMultipartUploads" : "ListBucket", Arn(bucket))],
            ("HEAD", false) => [Needed("ListBucket", Arn(bucket))],
            ("POST", false) when request.Query.ContainsKey("delete") =>
                Keys(call).Select(deleted => Needed("DeleteObject", Arn($"{bucket}/{deleted}"))),
            ("GET", true) when inUpload => [Needed("ListMultipartUploadParts", Arn(path))],
            ("GET" or "HEAD", true) => [Needed("GetObject", Arn(path))],
            ("PUT", true) when request.Headers["x-amz-copy-source"].ToString() is { Length: > 0 } source =>
                [Needed("GetObject", Arn(Uri.UnescapeDataString(source.TrimStart('/')))), Needed("PutObject", Arn(path))],
            ("PUT" or "POST", true) => [Needed("PutObject", Arn(path))],
            ("DELETE", true) => [Needed(inUpload ? "AbortMultipartUpload" : "DeleteObject", Arn(path))],
            _ => [],
        };
    }

    private static NeededAction Needed(string action, string resource) => new($"s3:{action}", resource, Tls);

    private static string Arn(string path) => $"arn:aws:s3:::{path}";

    /// <summary>The keys that a Delete document lists.</summary>
    private static IEnumerable<string> Keys(AwsCall call) => XDocument.Load(new MemoryStream(call.Body.ToArray()))
        .Descendants().Where(element => element.Name.LocalName == "Key").Select(element => element.Value);
}
