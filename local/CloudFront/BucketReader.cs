using System.Text;
using Local.Iam;
using Local.S3;

namespace Local.CloudFront;

/// <summary>Reads a bucket as a distribution: what its policy doesn't grant to this distribution is AccessDenied.</summary>
internal sealed class BucketReader(S3Objects objects, IAccessRights rights)
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
        origin.Signed && rights.Decide(new AccessRequest("cloudfront.amazonaws.com", action, resource)
        {
            // CloudFront reaches buckets by TLS only.
            Context = [new("aws:SecureTransport", "true"), new("s3:TlsVersion", "1.3"), new("aws:SourceArn", distribution.Arn)],
        }) == Decision.Allowed;

    private static EdgeAnswer Error(int status, string code, string message) => new(
        status,
        new HeaderDictionary { ["Content-Type"] = "application/xml", ["X-Cache"] = "Error from cloudfront" },
        Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>{code}</Code><Message>{message}</Message></Error>
            """));
}
