using System.Net;
using Local.Endpoint;

namespace Local.Tests.S3;

/// <summary>Buckets through the AWS endpoint.</summary>
public sealed class S3Tests(S3Cloud s3) : IClassFixture<S3Cloud>
{
    private static readonly HttpClient Client = new();

    [Fact]
    public void Bucket_HasTheNameAndDomain_ThatS3WouldAllow()
    {
        Assert.Matches("^[a-z0-9.-]{3,63}$", s3.Bucket);
        Assert.Equal($"{s3.Bucket}.s3.eu-west-1.amazonaws.com", s3.Attribute("Bucket", "RegionalDomainName"));
        Assert.Equal($"arn:aws:s3:::{s3.Bucket}", s3.Attribute("Bucket", "Arn"));
    }

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("with space/and+plus.txt")]
    [InlineData("100%/a%2Fb.txt")]
    [InlineData("grüße/日本.txt")]
    [InlineData("question?hash#.txt")]
    public async Task Object_KeepsItsKeyAndContent(string key)
    {
        await s3.Objects.PutAsync(s3.Bucket, key, new StringContent(key), null, default);

        using var found = await s3.Objects.GetAsync(s3.Bucket, key, default);
        Assert.Equal(key, await found!.Content.ReadAsStringAsync());
        Assert.Contains(key, await s3.Objects.ListAsync(s3.Bucket, "", default));

        await s3.Objects.DeleteAsync(s3.Bucket, key, default);
        Assert.Null(await s3.Objects.GetAsync(s3.Bucket, key, default));
    }

    [Fact]
    public async Task SystemMetadata_ComesBack_AndNothingOfHowItIsKept()
    {
        using var put = Request(HttpMethod.Put, "headers.txt");
        put.Content = new StringContent("x");
        put.Content.Headers.ContentLanguage.Add("de");
        put.Content.Headers.ContentEncoding.Add("identity");
        put.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        put.Headers.TryAddWithoutValidation("x-amz-meta-owner", "shop");
        (await Client.SendAsync(put)).EnsureSuccessStatusCode();

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var answer = await Client.SendAsync(Request(method, "headers.txt"));
            Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
            Assert.Equal("de", Assert.Single(answer.Content.Headers.ContentLanguage));
            Assert.Equal("identity", Assert.Single(answer.Content.Headers.ContentEncoding));
            var names = answer.Headers.Select(header => header.Key);
            Assert.Equal("x-amz-meta-owner", Assert.Single(names, name => name.StartsWith("x-amz-meta", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task ConditionalWrite_SucceedsOnWhatWasSeen_AndOnlyOnce()
    {
        async Task<(HttpStatusCode, string?)> PutAsync(string content, string condition, string value)
        {
            using var put = Request(HttpMethod.Put, "conditional.txt");
            put.Content = new StringContent(content);
            put.Headers.TryAddWithoutValidation(condition, value);
            using var answer = await Client.SendAsync(put);
            return (answer.StatusCode, answer.Headers.ETag?.Tag);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync("zero", "If-Match", "\"never seen\"")).Item1);
        var created = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => PutAsync($"first {i}", "If-None-Match", "*")));
        var (_, first) = Assert.Single(created, answer => answer.Item1 == HttpStatusCode.OK);
        Assert.All(created.Where(answer => answer.Item2 != first), answer => Assert.Equal(HttpStatusCode.PreconditionFailed, answer.Item1));

        var replaced = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => PutAsync($"second {i}", "If-Match", first!)));
        Assert.Single(replaced, answer => answer.Item1 == HttpStatusCode.OK);
        using var found = await s3.Objects.GetAsync(s3.Bucket, "conditional.txt", default);
        Assert.StartsWith("second", await found!.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The emulator would take each for a request to the bucket or object itself, and say that all is well.</summary>
    [Theory]
    [InlineData("PUT", "?policy", null, "PutBucketPolicy")]
    [InlineData("PUT", "?lifecycle", null, "PutBucketLifecycleConfiguration")]
    [InlineData("GET", "?versions", null, "ListObjectVersions")]
    [InlineData("PUT", "/key?tagging", null, "PutObjectTagging")]
    [InlineData("PUT", "/key", "x-amz-tagging: a=b", "x-amz-tagging")]
    public async Task WhatTheEmulatorCantDo_IsRefusedByName(string method, string target, string? header, string named)
    {
        using var request = Request(new HttpMethod(method), "");
        request.RequestUri = new Uri($"{request.RequestUri!.ToString().TrimEnd('/')}{target}");
        if (header is not null)
            request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        using var answer = await Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_OfTheService_IsAnError()
    {
        var error = await Assert.ThrowsAsync<AwsApiException>(
            () => s3.Objects.PutAsync("no-such-bucket", "k", new StringContent(""), null, default));

        Assert.Equal("NoSuchBucket", error.Code);
    }

    private HttpRequestMessage Request(HttpMethod method, string key)
    {
        var request = new HttpRequestMessage(method, new Uri(s3.Cloud.AwsUrl, $"{s3.Bucket}/{key}"));
        var scope = CredentialScope.Header(CredentialRegistry.DeveloperKey, "eu-west-1", "s3");
        request.Headers.TryAddWithoutValidation("Authorization", scope);
        return request;
    }
}
