using Local.Cli;
using Local.Preparation;
using Local.Processes;

namespace Local.Tests.Preparation;

/// <summary>When the storefront is built, with one whose only package lies beside it, and that counts its builds.</summary>
public sealed class StorefrontBuildTests : IDisposable
{
    private const string Counted = "echo built >> ../builds && mkdir -p out .next && cp page.html out/index.html && date > next-env.d.ts";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("storefront-");
    private readonly StringWriter output = new();

    public StorefrontBuildTests()
    {
        Script(Counted);
        Write("web/beside/package.json", """{ "name": "beside", "version": "1.0.0" }""");
        Write("web/package-lock.json", """
            { "name": "web", "lockfileVersion": 3, "packages": {
              "": { "name": "web", "dependencies": { "beside": "file:beside" } },
              "beside": { "version": "1.0.0" },
              "node_modules/beside": { "resolved": "beside", "link": true } } }
            """);
        Write("web/page.html", "first");
    }

    private int Builds => File.Exists(In("builds")) ? File.ReadAllLines(In("builds")).Length : 0;

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public async Task UnchangedSources_AreBuiltOnce_WhoeverAsks()
    {
        await BuildAsync();
        await BuildAsync();

        Assert.Equal(1, Builds);
        Assert.Equal("first", File.ReadAllText(In("web/out/index.html")));
        Assert.Equal(["install", "build"], output.ToString().Split('\n').Where(line => line.Contains('…')).Select(line => line.Split()[3]));
    }

    [Theory]
    [InlineData("web/page.html")]
    [InlineData("web/pages/new.tsx")]
    public async Task ChangedSource_IsBuiltAgain_WithoutInstallingAgain(string file)
    {
        await BuildAsync();
        output.GetStringBuilder().Clear();
        Write(file, "second");
        await BuildAsync();

        Assert.Equal(2, Builds);
        Assert.DoesNotContain("install", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeletedExport_IsBuiltAgain()
    {
        await BuildAsync();
        Directory.Delete(In("web/out"), recursive: true);
        await BuildAsync();

        Assert.Equal(2, Builds);
    }

    [Fact]
    public async Task FailedBuild_IsNamed_WithItsOutput_AndTriedAgain()
    {
        Script("echo page.tsx is broken; exit 3");
        var error = await Assert.ThrowsAsync<LocalCloudException>(BuildAsync);
        Assert.Contains("page.tsx is broken", error.Message, StringComparison.Ordinal);

        await Assert.ThrowsAsync<LocalCloudException>(BuildAsync);
    }

    [Fact]
    public async Task MissingSources_AreNamed()
    {
        File.Delete(In("web/package-lock.json"));

        var error = await Assert.ThrowsAsync<LocalCloudException>(BuildAsync);

        Assert.Contains("package-lock.json", error.Message, StringComparison.Ordinal);
    }

    private async Task BuildAsync()
    {
        await using var processes = new ChildProcesses();
        var (command, progress) = (new Command(processes), new Progress(new LocalCloudOptions { Output = output }));
        await new StorefrontBuild(command, new Repository(root.FullName), new NpmPackages(command, progress), progress).RunAsync(default);
    }

    private string In(string file) => Path.Combine(root.FullName, file);

    private void Script(string build) => Write("web/package.json", $$"""
        { "name": "web", "scripts": { "build": "{{build}}" }, "dependencies": { "beside": "file:beside" } }
        """);

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(file))!);
        File.WriteAllText(In(file), text);
    }
}
