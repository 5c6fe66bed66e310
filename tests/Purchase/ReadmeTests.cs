using Local;
using Local.Processes;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>What the README gives to paste, pasted.</summary>
[Collection(nameof(OpenShop))]
public sealed class ReadmeTests(Shop shop)
{
    [SkippableFact]
    public async Task AwsCli_TellsOfAPurchase()
    {
        Skip.IfNot(ChildProcesses.OnPath("aws"), "the AWS CLI is missing: pip install awscli");
        var root = Repository.Find().Root;
        var readme = await File.ReadAllTextAsync(Path.Combine(root, "README.md"));
        var block = readme.Split("```sh\n").Single(part => part.Contains("\nat=", StringComparison.Ordinal)).Split("```")[0];
        var pasted = block.Replace("http://localhost:4566", shop.Cloud.AwsUrl.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(block, pasted);
        var purchase = await shop.BuyAsync();
        await shop.WaitForAsync(purchase, "COMPLETED");
        await using var processes = new ChildProcesses();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        var told = await new Command(processes).RunAsync("bash", ["-euc", pasted], root, deadline.Token);

        Assert.True(told!.ExitCode == 0, told.Output);
        Assert.Contains($"{purchase.PurchaseId}\tCOMPLETED", told.Output, StringComparison.Ordinal);
        Assert.Contains("1\tExecutionStarted", told.Output, StringComparison.Ordinal);
        Assert.Contains("billing-subscription-dlq", told.Output, StringComparison.Ordinal);
    }
}
