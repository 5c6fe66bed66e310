using Cdk;
using Cdk.Assets;

namespace Template.Tests;

/// <summary>The hash that decides whether a function is published again.</summary>
public sealed class AssetTests : IDisposable
{
    private readonly TemporaryFolder lambdas = new();

    public AssetTests()
    {
        lambdas.Write("Shop/Sell/Sell.csproj", "<Project />");
        lambdas.Write("Shop/Sell/Program.cs", "return 0;");
        lambdas.Write("Shop/Buy/Buy.csproj", "<Project />");
        lambdas.Write("Shop/Buy/Program.cs", "return 0;");
        lambdas.Write("Shared/Code.cs", "// shared");
    }

    public void Dispose() => lambdas.Dispose();

    [Fact]
    public void UnchangedSources_KeepTheHash_WhateverWasBuilt()
    {
        var before = HashOfSell();
        lambdas.Write("Shop/Sell/bin/Debug/Sell.dll", "built");
        lambdas.Write("Shop/Sell/obj/project.assets.json", "restored");

        Assert.Equal(before, HashOfSell());
    }

    [Theory]
    [InlineData("Shop/Sell/Program.cs")]
    [InlineData("Shop/Sell/Handlers/New.cs")]
    [InlineData("Shared/Code.cs")]
    public void ChangedSource_OfTheFunctionOrOfWhatIsShared_ChangesTheHash(string file)
    {
        var before = HashOfSell();
        lambdas.Write(file, "return 1;");

        Assert.NotEqual(before, HashOfSell());
    }

    [Fact]
    public void ChangedSource_OfAnotherFunction_KeepsTheHash()
    {
        var before = HashOfSell();
        lambdas.Write("Shop/Buy/Program.cs", "return 1;");

        Assert.Equal(before, HashOfSell());
    }

    [Fact]
    public void WayOfPublishing_ChangesTheHash() => Assert.NotEqual(HashOfSell(), HashOfSell(LambdaAssetMode.ReadyToRunArm64));

    [Fact]
    public void FunctionWithoutAProject_IsNamed()
    {
        var error = Assert.Throws<ConfigurationException>(
            () => new FunctionProjects(lambdas.Path).SourceHashOf("Shop/Give", LambdaAssetMode.Aot));

        Assert.Contains("Shop/Give", error.Message, StringComparison.Ordinal);
    }

    private string HashOfSell(LambdaAssetMode mode = LambdaAssetMode.Aot) =>
        new FunctionProjects(lambdas.Path).SourceHashOf("Shop/Sell", mode);
}
