using Local.Consumers;

namespace Local.Tests.Consumers;

public sealed class ScaffoldTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("scaffold-").FullName;

    [Fact]
    public async Task Consumer_IsThreeNewFiles_NamedThroughout()
    {
        var files = await Scaffold.WriteAsync(new Repository(root), "LoyaltyPoints", default);

        Assert.Equal(
            ["lambdas/LoyaltyPoints/LoyaltyPoints.csproj", "lambdas/LoyaltyPoints/Program.cs", "cdk/LoyaltyPointsStack.cs"], files);
        Assert.Equal(3, Directory.GetFiles(root, "*", SearchOption.AllDirectories).Length);
        Assert.Contains("class LoyaltyPointsStack : ConsumerStack", Read(files[2]), StringComparison.Ordinal);
        Assert.Contains("\"loyalty-points-subscription\"", Read(files[2]), StringComparison.Ordinal);
        Assert.All(files, file => Assert.DoesNotContain('@', Read(file)));
    }

    [Theory]
    [InlineData("CrmSync", "crm-sync-subscription")]
    [InlineData("Loyalty", "loyalty-subscription")]
    [InlineData("Crm2Sync", "crm2-sync-subscription")]
    public void Queue_IsTheNameInWords(string name, string queue) => Assert.Equal(queue, Scaffold.QueueOf(name));

    [Theory]
    [InlineData("lambdas/LoyaltyPoints/Handler.cs")]
    [InlineData("cdk/LoyaltyPointsStack.cs")]
    public async Task WhatIsThere_IsNotTouched(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, file))!);
        await File.WriteAllTextAsync(Path.Combine(root, file), "mine");

        await Assert.ThrowsAsync<LocalCloudException>(() => Scaffold.WriteAsync(new Repository(root), "LoyaltyPoints", default));

        Assert.Equal(file, Path.GetRelativePath(root, Assert.Single(Directory.GetFiles(root, "*", SearchOption.AllDirectories))));
        Assert.Equal("mine", Read(file));
    }

    [Theory]
    [InlineData("../Escape")]
    [InlineData("loyalty")]
    [InlineData("Loyalty-Points")]
    [InlineData("L")]
    [InlineData("")]
    public async Task ImpossibleName_IsRefused(string name)
    {
        var error = await Assert.ThrowsAsync<LocalCloudException>(() => Scaffold.WriteAsync(new Repository(root), name, default));

        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(root, "*", SearchOption.AllDirectories));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string Read(string file) => File.ReadAllText(Path.Combine(root, file));
}
