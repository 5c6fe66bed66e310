using Local;
using Local.Template;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>One purchase with functions as they are deployed: compiled with Native AOT by <c>tests/publish-aot</c>.</summary>
public class NativeAotTests
{
    private static readonly string[] Compiled = ["Bff", "CreateUser", "RedeemToken", "MainApp"];

    [SkippableFact]
    public async Task CompiledFunctions_TakeAPurchaseToItsLogin_AndAnotherToItsRefund()
    {
        var missing = Compiled.Where(function => !File.Exists(Path.Combine(FolderOf(function), "bootstrap"))).ToList();
        Skip.If(missing.Count > 0, $"Not compiled: {string.Join(", ", missing)}. tests/publish-aot does it, tests/run calls it.");

        var shop = new ShopWithCompiledFunctions();
        await shop.InitializeAsync();
        try
        {
            var proofKey = ProofKey.New();
            var (completed, refunded) = (await shop.BuyAsync(proofKey: proofKey), await shop.BuyAsync(Shop.NewEmail("blocked.example")));
            var token = await shop.LoginTokenAsync(completed);
            await shop.WaitForAsync(refunded, "REFUNDED");
            await AssertRedeemsOnceAsync(shop, token, proofKey);
            await AssertWelcomesAsync(shop);
            Assert.Equal("ok", (await shop.GetJsonAsync("/api/health")).GetProperty("status").GetString());
            Assert.True((await shop.GetJsonAsync("/api/openapi.json")).GetProperty("paths").TryGetProperty("/checkout", out _));
            Assert.Equal(Compiled.Order(), shop.Replaced.Order());
        }
        finally
        {
            await shop.DisposeAsync();
        }
    }

    private static async Task AssertRedeemsOnceAsync(Shop shop, string token, ProofKey proofKey)
    {
        var attempts = new[] { "not.a.token", token, token, token };
        var verifiers = new[] { null, ProofKey.New().Verifier, proofKey.Verifier, proofKey.Verifier };
        var outcomes = new List<string?>();
        foreach (var (attempt, verifier) in attempts.Zip(verifiers))
            outcomes.Add((await shop.RedeemAsync(attempt, verifier)).GetProperty("outcome").GetString());
        Assert.Equal(["Forged", "WrongVerifier", "Redeemed", "Used"], outcomes);
    }

    private static async Task AssertWelcomesAsync(Shop shop)
    {
        var token = await shop.LoginTokenAsync(await shop.BuyAsync());
        using var visitor = new Visitor(shop.Cloud.PublicUrl);
        var landing = await visitor.GetAsync($"/app/login/sso?token={token}");
        var welcome = await visitor.FollowAsync(await visitor.PostAsync("/app/login/sso", landing.HiddenFields));
        Assert.Equal("Welcome", welcome.Heading);
        Assert.Contains("Premium", welcome.Html, StringComparison.Ordinal);
        Assert.Equal("You are signed out", (await visitor.FollowAsync(await visitor.PostAsync("/app/logout"))).Heading);
    }

    private static string FolderOf(string function) => Path.Combine(Repository.Find().Root, "artifacts", "aot", function);

    private sealed class ShopWithCompiledFunctions : Shop
    {
        /// <summary>The functions that really ran compiled.</summary>
        public HashSet<string> Replaced { get; } = [];

        protected override LocalCloudOptions Options => base.Options with
        {
            Configure = services => services.AddSingleton<IAssetCatalog>(provider =>
                new CompiledAssets(provider.GetRequiredService<DeployedAssets>(), Replaced)),
        };
    }

    /// <summary>Gives the compiled folder in the place of the ordinary build output.</summary>
    private sealed class CompiledAssets(DeployedAssets assets, HashSet<string> replaced) : IAssetCatalog
    {
        public string PathOf(string s3Key)
        {
            var folder = assets.PathOf(s3Key);
            foreach (var function in Compiled.Where(function => folder.Contains($"/{function}/bin/", StringComparison.Ordinal)))
            {
                replaced.Add(function);
                return FolderOf(function);
            }
            return folder;
        }
    }
}
