using Local.CloudFront;

namespace Local.Tests.CloudFront;

public sealed class PathTests
{
    [Theory]
    [InlineData("/api/*", "/api/checkout", true)]
    [InlineData("/api/*", "/api/", true)]
    [InlineData("/api/*", "/api", false)]
    [InlineData("/api/*", "/API/checkout", false)]
    [InlineData("/api/*", "/shop/api/checkout", false)]
    [InlineData("api/*", "/api/checkout", true)]
    [InlineData("*.js", "/a/b.js", true)]
    [InlineData("/a?c", "/abc", true)]
    [InlineData("/a?c", "/ac", false)]
    [InlineData("/a.c", "/abc", false)]
    [InlineData("*", "/", true)]
    public void Pattern_MatchesAsCloudFrontDoes(string pattern, string path, bool matches) =>
        Assert.Equal(matches, new PathPattern(pattern).Matches(path));

    [Theory]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/%61pi/x", "/api/x")]
    [InlineData("/a%2Fb%25", "/a%2Fb%25")]
    [InlineData("/a/./b/../c", "/a/c")]
    [InlineData("/a/%2e%2e/b", "/b")]
    [InlineData("/../../b", "/b")]
    [InlineData("/a/..", "/")]
    [InlineData("/a/.", "/a/")]
    [InlineData("/", "/")]
    [InlineData("//a", "//a")]
    [InlineData("/%", "/%")]
    [InlineData("/%4", "/%4")]
    [InlineData("/%zz", "/%zz")]
    public void Path_IsNormalized_AsRfc3986Says(string path, string normalized) => Assert.Equal(normalized, ViewerPath.Normalize(path));
}
