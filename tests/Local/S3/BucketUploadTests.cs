using System.Text.Json.Nodes;
using Local.Deployment;
using Local.S3;
using Local.Template;

namespace Local.Tests.S3;

/// <summary>The CDK's BucketDeployment, against the options of <c>aws s3 sync</c>.</summary>
public sealed class BucketUploadTests(S3Cloud s3) : IClassFixture<S3Cloud>, IAssetCatalog
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("upload-");

    public string PathOf(string s3Key) => Path.Combine(folder.FullName, s3Key);

    [Fact]
    public async Task Files_GetTheirContentType_AndTheGivenCacheControl()
    {
        Write("one.zip/page.html", "one.zip/app.js", "one.zip/style.css");
        Write("one.zip/logo.svg", "one.zip/site.webmanifest", "one.zip/x.unknown");

        await UploadAsync("""{"SystemMetadata": {"cache-control": "no-cache"}, "DestinationBucketKeyPrefix": "types"}""");

        Assert.Equal("text/html", await TypeOf("types/page.html"));
        Assert.Equal("text/javascript", await TypeOf("types/app.js"));
        Assert.Equal("text/css", await TypeOf("types/style.css"));
        Assert.Equal("image/svg+xml", await TypeOf("types/logo.svg"));
        Assert.Equal("application/manifest+json", await TypeOf("types/site.webmanifest"));
        Assert.Equal("binary/octet-stream", await TypeOf("types/x.unknown"));

        async Task<string> TypeOf(string key)
        {
            using var found = await s3.Objects.GetAsync(s3.Bucket, key, default);
            Assert.Equal("no-cache", found!.Headers.CacheControl!.ToString());
            return found.Content.Headers.ContentType!.ToString();
        }
    }

    [Theory]
    [InlineData("""{"Exclude": ["*"], "Include": ["_next/static/*"]}""", "_next/static/a/b.js")]
    [InlineData("""{"Exclude": ["_next/static/*"]}""", "_next/data.json page.html")]
    [InlineData("""{"Exclude": ["*.js", "*.json"]}""", "page.html")]
    [InlineData("{}", "_next/data.json _next/static/a/b.js page.html")]
    public async Task ExcludedFiles_AreLeftOut_UnlessTheyAreIncludedAgain(string filter, string expected)
    {
        Write("one.zip/page.html", "one.zip/_next/static/a/b.js", "one.zip/_next/data.json");
        var prefix = Guid.NewGuid().ToString("n");

        await UploadAsync(filter.Insert(1, $"\"DestinationBucketKeyPrefix\": \"{prefix}\"" + (filter.Length > 2 ? ", " : "")));

        var uploaded = await s3.Objects.ListAsync(s3.Bucket, prefix, default);
        Assert.Equal(expected.Split(' ').Select(name => $"{prefix}/{name}"), uploaded.Order());
    }

    [Theory]
    [InlineData(true, "p/kept.js p/page.html")]
    [InlineData(false, "p/kept.js p/old.html p/page.html")]
    public async Task OldFiles_AreTakenAway_IfTheyArePruned_ButNotThoseOfAnotherUpload(bool prune, string expected)
    {
        Write("one.zip/page.html");
        await s3.Objects.PutAsync(s3.Bucket, "p/old.html", new StringContent(""), null, default);
        await s3.Objects.PutAsync(s3.Bucket, "p/kept.js", new StringContent(""), null, default);

        await UploadAsync($$"""{"DestinationBucketKeyPrefix": "p/", "Exclude": ["*.js"], "Prune": {{(prune ? "true" : "false")}}}""");

        Assert.Equal(expected.Split(' '), (await s3.Objects.ListAsync(s3.Bucket, "p/", default)).Order());
    }

    [Theory]
    [InlineData("""{"DistributionId": "E1"}""", "DistributionId")]
    [InlineData("""{"UserMetadata": {}}""", "UserMetadata")]
    [InlineData("""{"SourceMarkers": [{}]}""", "SourceMarkers")]
    [InlineData("""{"SystemMetadata": {"content-encoding": "br"}}""", "content-encoding")]
    public async Task WhatCantBeHonoured_IsRefused(string properties, string named)
    {
        var error = await Assert.ThrowsAsync<DeploymentException>(() => UploadAsync(properties));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private Task UploadAsync(string properties)
    {
        var all = JsonNode.Parse(properties)!.AsObject();
        all["DestinationBucketName"] = s3.Bucket;
        all["SourceObjectKeys"] = new JsonArray("one.zip");
        var resource = new TemplateResource("Test", "Upload", "Custom::CDKBucketDeployment", "Test/Upload", all);
        return new BucketUpload(s3.Objects, this).RunAsync(resource, default);
    }

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
            File.WriteAllText(PathOf(file), file);
        }
    }
}
