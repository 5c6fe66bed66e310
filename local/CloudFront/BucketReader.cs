using System.Text;
using System.Text.Json.Nodes;
using Local.Iam;
using Local.S3;

namespace Local.CloudFront;

/// <summary>Reads a bucket as a distribution: what its policy doesn't grant to this distribution is AccessDenied.</summary>
internal sealed class BucketReader(S3Objects objects, PolicyRegistry policies)
{
    private static readonly string[] Passed =
    [
        "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Type", "ETag", "Expires", "Last-Modified",
    ];

    /// <param name="path">Percent-encoded.</param>
    public async Task<EdgeAnswer> ReadAsync(Distribution distribution, BucketOrigin origin, string path, CancellationToken cancellation)
    {
        var key = Uri.UnescapeDataString((origin.Path + path)[1..]);
        if (!MayDo(distribution, origin, "s3:GetObject", $"arn:aws:s3:::{origin.Bucket}/{key}"))
            return Error(403, "AccessDenied", "Access Denied");
        // No object has such a key, and on the way to the bucket the path would become another.
        var reachable = !key.Split('/').Any(segment => segment is "" or "." or "..");
        using var found = reachable ? await objects.GetAsync(origin.Bucket, key, cancellation) : null;
        if (found is null)
        {
            return MayDo(distribution, origin, "s3:ListBucket", $"arn:aws:s3:::{origin.Bucket}")
                ? Error(404, "NoSuchKey", "The specified key does not exist.")
                : Error(403, "AccessDenied", "Access Denied");
        }
        var headers = new HeaderDictionary { ["X-Cache"] = "Miss from cloudfront" };
        foreach (var (name, value) in found.Headers.NonValidated.Concat(found.Content.Headers.NonValidated))
        {
            if (Passed.Contains(name, StringComparer.OrdinalIgnoreCase))
                headers[name] = value.ToString();
        }
        return new EdgeAnswer(200, headers, await found.Content.ReadAsByteArrayAsync(cancellation));
    }

    private bool MayDo(Distribution distribution, BucketOrigin origin, string action, string resource) =>
        origin.Signed && policies.Of(origin.Bucket)
            .SelectMany(policy => policy["Statement"]!.AsArray())
            .Any(statement => Grants(statement!, distribution, action, resource));

    /// <summary>Denials aren't evaluated: a bucket's are about connections without TLS, which CloudFront never makes to it.</summary>
    private static bool Grants(JsonNode statement, Distribution distribution, string action, string resource) =>
        (string?)statement["Effect"] == "Allow"
        && Listed((statement["Principal"] as JsonObject)?["Service"]).Contains("cloudfront.amazonaws.com")
        && Listed(statement["Action"]).Any(pattern => Matches(pattern, action))
        && Listed(statement["Resource"]).Any(pattern => Matches(pattern, resource))
        && statement["Condition"] is JsonObject { Count: 1 } condition
        && condition["StringEquals"] is JsonObject { Count: 1 } equal
        && Listed(equal["AWS:SourceArn"]).Contains(distribution.Arn);

    private static bool Matches(string pattern, string text) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);

    private static IEnumerable<string> Listed(JsonNode? value) => value switch
    {
        null => [],
        JsonArray list => list.Select(item => item!.ToString()),
        _ => [value.ToString()],
    };

    private static EdgeAnswer Error(int status, string code, string message) => new(
        status,
        new HeaderDictionary { ["Content-Type"] = "application/xml", ["X-Cache"] = "Error from cloudfront" },
        Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>{code}</Code><Message>{message}</Message></Error>
            """));
}
