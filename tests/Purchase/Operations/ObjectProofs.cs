using Amazon.S3;
using Amazon.S3.Model;

namespace Purchase.Tests.Operations;

/// <summary>S3, by AWSSDK.S3.</summary>
internal static class ObjectProofs
{
    public static IReadOnlyDictionary<string, Func<Workbench, Task>> All { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["PutObject"] = async bench =>
        {
            var key = await PutAsync(bench);
            var again = new PutObjectRequest { BucketName = bench.Bucket, Key = key, ContentBody = "other", IfNoneMatch = "*" };
            var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => bench.S3.PutObjectAsync(again));
            Assert.Equal("PreconditionFailed", refused.ErrorCode);
        },
        ["GetObject"] = async bench =>
        {
            using var answer = await bench.S3.GetObjectAsync(bench.Bucket, await PutAsync(bench));
            using var reader = new StreamReader(answer.ResponseStream);
            Assert.Equal("content", await reader.ReadToEndAsync());
        },
        ["HeadObject"] = async bench =>
            Assert.Equal(7, (await bench.S3.GetObjectMetadataAsync(bench.Bucket, await PutAsync(bench))).ContentLength),
        ["DeleteObject"] = async bench =>
        {
            var key = await PutAsync(bench);
            await bench.S3.DeleteObjectAsync(bench.Bucket, key);
            await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => bench.S3.GetObjectMetadataAsync(bench.Bucket, key));
        },
        ["ListObjectsV2"] = async bench =>
        {
            var key = await PutAsync(bench);
            var answer = await bench.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bench.Bucket, Prefix = key });
            Assert.Equal(key, Assert.Single(answer.S3Objects).Key);
        },
    };

    private static async Task<string> PutAsync(Workbench bench)
    {
        var key = $"bench/{Guid.NewGuid():n}";
        await bench.S3.PutObjectAsync(new PutObjectRequest { BucketName = bench.Bucket, Key = key, ContentBody = "content" });
        return key;
    }
}
