using Amazon.S3;
using Analytics.Storage;
using Local.Tests.Support;

namespace Services.Tests.Analytics;

/// <summary>The lake's bucket through the AWS SDK and the local cloud's endpoint.</summary>
public sealed class S3LakeStoreTests(S3LakeStoreTests.BucketCloud cloud) : IClassFixture<S3LakeStoreTests.BucketCloud>
{
    private readonly string folder = $"captured/purchases/{Guid.NewGuid():n}/";

    private S3LakeStore Lake => new(
        new AmazonS3Client(TestCloud.Developer, new AmazonS3Config
        {
            ServiceURL = cloud.Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1", ForcePathStyle = true,
        }),
        cloud.Ref("Bucket"));

    [Fact]
    public async Task Object_ComesBack_UntilItIsDeleted()
    {
        byte[] content = [0, 1, 2, 255, 13, 10];
        await Lake.PutAsync(folder + "a", content, default);

        var found = await Lake.FindAsync(folder + "a", default);
        Assert.Equal(content, found!.Content);
        Assert.InRange(found.LastModified, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
        Assert.Null(await Lake.FindAsync(folder + "b", default));

        await Lake.DeleteAsync(folder + "a", default);
        await Lake.DeleteAsync(folder + "a", default);
        Assert.Null(await Lake.FindAsync(folder + "a", default));
    }

    [Fact]
    public async Task List_GoesOverPages()
    {
        var keys = Enumerable.Range(0, 1100).Select(i => $"{folder}{i:0000}").ToList();
        await Parallel.ForEachAsync(keys, async (key, stop) => await Lake.PutAsync(key, new byte[1], stop));

        var listed = new List<string>();
        await foreach (var (key, _) in Lake.ListAsync(folder, default))
            listed.Add(key);
        Assert.Equal(keys, listed);
    }

    [Fact]
    public async Task Replace_ChangesOnlyWhatWasSeen()
    {
        Assert.True(await Lake.ReplaceAsync(folder + "m", "one"u8.ToArray(), seen: null, default));
        Assert.False(await Lake.ReplaceAsync(folder + "m", "other"u8.ToArray(), seen: null, default));
        var seen = (await Lake.FindAsync(folder + "m", default))!.Version;

        Assert.True(await Lake.ReplaceAsync(folder + "m", "two"u8.ToArray(), seen, default));
        Assert.False(await Lake.ReplaceAsync(folder + "m", "three"u8.ToArray(), seen, default));
        Assert.Equal("two"u8.ToArray(), (await Lake.FindAsync(folder + "m", default))!.Content);
    }

    public sealed class BucketCloud() : TestCloud("{'Resources': {'Bucket': {'Type': 'AWS::S3::Bucket'}}}", emulators: true, tables: false);
}
