using System.IO.Compression;
using System.Net;
using Local.S3;

namespace Local.Tests.CloudFront;

public sealed class WebSiteTests(WebCloud web) : IClassFixture<WebCloud>
{
    [Fact]
    public void Start_SaysWhereTheShopIs_BeforeAllElse() =>
        Assert.StartsWith($"Shop    {web.Cloud.PublicUrl}{Environment.NewLine}API ", web.Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("/", "index.html")]
    [InlineData("/?utm=1", "index.html")]
    [InlineData("/shop/", "small")]
    [InlineData("/shop/index.html", "small")]
    public async Task Page_IsTheIndexOfItsFolder(string path, string expected)
    {
        using var response = await web.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, must-revalidate, max-age=0", response.Headers.CacheControl!.ToString());
        Assert.NotNull(response.Headers.ETag);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains(expected == "small" ? "small" : "iii", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/shop", "/shop/")]
    [InlineData("/shop?a=1&a=2&b&c=%26", "/shop/?a=1&a=2&b&c=%26")]
    public async Task PageWithoutItsSlash_LeadsToTheOneWith(string path, string location)
    {
        using var response = await web.GetAsync(path);

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(location, response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("//evil")]
    [InlineData("///evil")]
    [InlineData("/\\evil")]
    [InlineData("/\\/\\evil")]
    public async Task Redirect_NeverLeavesTheSite(string target)
    {
        var answer = await web.GetRawAsync(target);

        Assert.Contains("\r\nLocation: /evil/\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HashedFile_IsKeptForever()
    {
        using var response = await web.GetAsync("/_next/static/app-1.js");

        Assert.Equal("console.log('hashed')", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/javascript", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", Assert.Single(response.Headers.GetValues("Cache-Control")));
    }

    [Theory]
    [InlineData("/nothing/")]
    [InlineData("/nothing.html")]
    [InlineData("/_next/static/app-2.js")]
    [InlineData("/shop/nothing/deeper/")]
    public async Task MissingPage_Is404_WithThePageForIt(string path)
    {
        using var response = await web.GetAsync(path, ("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("not here", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/shop")]
    [InlineData("/nothing/")]
    [InlineData("/_next/static/app-1.js")]
    [InlineData("/api/nothing")]
    public async Task EveryAnswer_CarriesThePolicysHeaders_ButNoStrictTransportSecurityOnPlainHttp(string path)
    {
        using var response = await web.GetAsync(path);

        Assert.Equal(["default-src self"], response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["camera=()"], response.Headers.GetValues("Permissions-Policy"));
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Head_HasTheHeadersOfGet_AndNoBody()
    {
        using var get = await web.GetAsync("/");
        using var head = await web.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, web.Address("/")));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("deflate", null)]
    public async Task LargePage_IsCompressed_AsTheViewerTakesIt(string accepted, string? encoding)
    {
        using var plain = await web.GetAsync("/");
        using var response = await web.GetAsync("/", ("Accept-Encoding", accepted));

        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", Assert.Single(response.Headers.Vary));
        Assert.Equal((encoding is not null, plain.Headers.ETag!.Tag), (response.Headers.ETag!.IsWeak, response.Headers.ETag.Tag));
        await using var body = await response.Content.ReadAsStreamAsync();
        Stream unpacked = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await new StreamReader(unpacked).ReadToEndAsync());
    }

    [Fact]
    public async Task SmallPage_IsNotWorthCompressing()
    {
        using var response = await web.GetAsync("/shop/", ("Accept-Encoding", "br"));

        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task ViewerWhoHasThePage_GetsNoBody_AndOneWithAnother_GetsAll()
    {
        using var first = await web.GetAsync("/", ("Accept-Encoding", "br"));
        var tag = first.Headers.ETag!.ToString();

        using var again = await web.GetAsync("/", ("If-None-Match", $"\"other\", {tag}"), ("Accept-Encoding", "br"));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal("Accept-Encoding", Assert.Single(again.Headers.Vary));
        Assert.Equal(["default-src self"], again.Headers.GetValues("Content-Security-Policy"));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());

        using var other = await web.GetAsync("/", ("If-None-Match", "\"other\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.NotModified)]
    [InlineData(-3600, HttpStatusCode.OK)]
    public async Task ViewerWhoKnowsADate_GetsThePageIfItIsNewer(int seconds, HttpStatusCode expected)
    {
        using var first = await web.GetAsync("/");
        var since = first.Content.Headers.LastModified!.Value.AddSeconds(seconds);

        using var again = await web.GetAsync("/", ("If-Modified-Since", since.ToString("R")));
        Assert.Equal(expected, again.StatusCode);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("BREW")]
    public async Task MethodThatPagesDontTake_ChangesNothing_AndIs404(string method)
    {
        Assert.StartsWith("HTTP/1.1 404", await web.GetRawAsync("/shop/", method), StringComparison.Ordinal);
        using var after = await web.GetAsync("/shop/");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    /// <summary>A path that climbs must not reach another bucket, another object, or the disk.</summary>
    [Theory]
    [InlineData("/../private/secret.txt")]
    [InlineData("/..%2fprivate%2fsecret.txt")]
    [InlineData("/%2e%2e/private/secret.txt")]
    [InlineData("/%2e%2e%2fprivate/secret.txt")]
    [InlineData("/shop/../../private/secret.txt")]
    [InlineData("/shop/..%5c..%5cprivate%5csecret.txt")]
    [InlineData("/..%252fprivate/secret.txt")]
    [InlineData("/_next/static/../../../private/secret.txt")]
    [InlineData("/%00private/secret.txt")]
    [InlineData("/private/secret.txt")]
    [InlineData("/..%2f..%2f..%2fetc%2fpasswd.txt")]
    public async Task PathThatClimbs_FindsNothing(string target)
    {
        var objects = web.Cloud.Services.GetRequiredService<S3Objects>();
        await objects.PutAsync("private", "secret.txt", new StringContent("secret"), null, default);

        var answer = await web.GetRawAsync(target);

        Assert.StartsWith("HTTP/1.1 40", answer, StringComparison.Ordinal); // Kestrel itself refuses some with 400
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProblemOfTheApi_ReachesTheViewer()
    {
        using var response = await web.GetAsync("/api/nothing");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"type": "unknown-resource"}""", await response.Content.ReadAsStringAsync());
    }

    /// <summary>Error responses hold for every behaviour of a distribution. That is why the platform's API answers no 403.</summary>
    [Fact]
    public async Task RefusalOfTheApi_With403_IsReplacedByThePageForMissingPages()
    {
        using var response = await web.GetAsync("/other-stage/products");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("not here", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StageThatIsNotBehindTheDistribution_KeepsItsPlaceOnThePort()
    {
        using var response = await web.GetAsync("/app/welcome");

        Assert.Equal("MissingAuthenticationTokenException", Assert.Single(response.Headers.GetValues("x-amzn-ErrorType")));
        Assert.False(response.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task StageBehindTheDistribution_IsReachedThroughItOnly()
    {
        using var response = await web.GetAsync("/api");

        Assert.Equal("/api/", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task LocalViews_KeepTheirPlace_AndAnUnknownOneIsNoPage()
    {
        using var outbox = await web.GetAsync("/_local/outbox");
        using var unknown = await web.GetAsync("/_local/unknown");

        Assert.Equal("[]", await outbox.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.NotFound, 0L), (unknown.StatusCode, unknown.Content.Headers.ContentLength));
    }
}
