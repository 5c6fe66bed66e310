using Cdk;
using Cdk.Assets;

namespace Template.Tests;

/// <summary>How a deploy builds the storefront, with a storefront that needs no packages.</summary>
public sealed class StorefrontBuildTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public StorefrontBuildTests()
    {
        Script("mkdir -p out/checkout && cp page.html out/checkout/index.html");
        folder.Write("web/package-lock.json", """{ "name": "web", "lockfileVersion": 3, "packages": { "": { "name": "web" } } }""");
        folder.Write("web/page.html", "checkout");
    }

    private string WebRoot => folder.Below("web");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Build_CopiesWhatNpmExported()
    {
        new StorefrontBuild(WebRoot).ExportTo(folder.Below("asset"));

        Assert.Equal("checkout", File.ReadAllText(Path.Combine(folder.Path, "asset", "checkout", "index.html")));
    }

    [Fact]
    public void FailingBuild_IsNamed_WithItsOutput()
    {
        Script("echo page.tsx is broken; exit 3");

        var error = Assert.Throws<ConfigurationException>(() => new StorefrontBuild(WebRoot).ExportTo(folder.Below("asset")));

        Assert.StartsWith("Building the storefront failed: npm run build", error.Message, StringComparison.Ordinal);
        Assert.Contains("page.tsx is broken", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BuildThatExportsNothing_IsAFailure()
    {
        Script("true");

        var error = Assert.Throws<ConfigurationException>(() => new StorefrontBuild(WebRoot).ExportTo(folder.Below("asset")));

        Assert.Contains("left no", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page.html", true)]
    [InlineData("pages/new.tsx", true)]
    [InlineData("out/index.html", false)]
    [InlineData(".next/cache/1", false)]
    [InlineData("node_modules/next/package.json", false)]
    public void Hash_ChangesWithSources_NotWithWhatABuildLeaves(string file, bool changes)
    {
        var build = new StorefrontBuild(WebRoot);
        var before = build.SourceHash;
        folder.Write($"web/{file}", "changed");

        Assert.Equal(changes, before != build.SourceHash);
    }

    private void Script(string build) => folder.Write("web/package.json", $$"""{ "name": "web", "scripts": { "build": "{{build}}" } }""");
}
