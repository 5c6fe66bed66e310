using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Analytics.Lake;

namespace Analytics.Storage;

/// <summary>The lake in S3.</summary>
public sealed class S3LakeStore(IAmazonS3 s3, string bucket) : ILakeStore
{
    public string Bucket => bucket;

    /// <summary>With the environment's credentials and endpoint, and timeouts for files of some hundred megabytes.</summary>
    public static S3LakeStore Create(string bucket) => new(new AmazonS3Client(new AmazonS3Config
    {
        // The local AWS endpoint has one host name for all buckets.
        ForcePathStyle = true,
        Timeout = TimeSpan.FromSeconds(30),
        RetryMode = RequestRetryMode.Standard,
        MaxErrorRetry = 2,
    }), bucket);

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        PutAsync(key, content, _ => { }, cancellation);

    public async Task<bool> ReplaceAsync(string key, ReadOnlyMemory<byte> content, string? seen, CancellationToken cancellation)
    {
        try
        {
            await PutAsync(key, content, request => (request.IfMatch, request.IfNoneMatch) = (seen, seen is null ? "*" : null), cancellation);
            return true;
        }
        // 409: another write of the same object is under way.
        catch (AmazonS3Exception e) when (e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    public async Task<LakeObject?> FindAsync(string key, CancellationToken cancellation)
    {
        try
        {
            using var answer = await s3.GetObjectAsync(bucket, key, cancellation);
            using var content = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(content, cancellation);
            return new LakeObject(content.ToArray(), answer.ETag, new DateTimeOffset(answer.LastModified!.Value.ToUniversalTime()));
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    public async IAsyncEnumerable<LakeEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        do
        {
            var page = await s3.ListObjectsV2Async(request, cancellation);
            foreach (var found in page.S3Objects ?? [])
                yield return new LakeEntry(found.Key, found.ETag);
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    public Task DeleteAsync(string key, CancellationToken cancellation) => s3.DeleteObjectAsync(bucket, key, cancellation);

    private async Task PutAsync(string key, ReadOnlyMemory<byte> content, Action<PutObjectRequest> condition, CancellationToken cancellation)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        var request = new PutObjectRequest { BucketName = bucket, Key = key, InputStream = stream, AutoCloseStream = false };
        condition(request);
        await s3.PutObjectAsync(request, cancellation);
    }
}
