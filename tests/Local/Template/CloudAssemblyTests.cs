using Local.Deployment;
using Local.Template;
using Local.Tests.Support;

namespace Local.Tests.Template;

public class CloudAssemblyTests
{
    [Fact]
    public void AStackThatDependsOnALaterOne_ComesAfterIt()
    {
        using var folder = new AssemblyFolder().With("Consumer", "{}", "Core").With("Core", "{}");

        Assert.Equal(["Core", "Consumer"], CloudAssembly.Load(folder.Path).Stacks.Select(stack => stack.Name));
    }

    [Fact]
    public void AnAsset_IsFoundByItsKey_RelativeToTheAssemblyOrAbsolute()
    {
        using var relative = new AssemblyFolder().WithAsset("abc.zip", "asset.abc");
        using var absolute = new AssemblyFolder().WithAsset("abc.zip", "/build/output");

        Assert.Equal(Path.Combine(relative.Path, "asset.abc"), CloudAssembly.Load(relative.Path).PathOf("abc.zip"));
        Assert.Equal("/build/output", CloudAssembly.Load(absolute.Path).PathOf("abc.zip"));
    }

    [Fact]
    public void AnUnknownAsset_IsRefused_NamingItsKey()
    {
        using var folder = new AssemblyFolder().With("Core", "{}");

        var error = Assert.Throws<DeploymentException>(() => CloudAssembly.Load(folder.Path).PathOf("missing.zip"));

        Assert.Contains("missing.zip", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderWithoutManifest_IsRefused()
    {
        using var folder = new AssemblyFolder();

        Assert.Throws<DeploymentException>(() => CloudAssembly.Load(folder.Path));
    }
}
