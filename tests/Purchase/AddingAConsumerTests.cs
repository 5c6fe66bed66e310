using System.Text.RegularExpressions;
using Local;
using Local.Lambda;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;

namespace Purchase.Tests;

/// <summary>docs/adding-a-consumer.md, followed to the letter: its commands, in its order, in a copy of the repository.</summary>
public sealed partial class AddingAConsumerTests(Shop shop) : IClassFixture<Shop>
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Find().Root, "docs", "adding-a-consumer.md"));

    private static readonly string FirstSteps = Section("From nothing to the first event");

    [Fact]
    public async Task FromNothingToTheFirstEvent_AsTheDocumentSays()
    {
        using var copy = new RepositoryCopy();
        var before = copy.Files.ToDictionary(file => file, file => File.ReadAllText(Path.Combine(copy.Root, file)));
        var commands = Command().Matches(FirstSteps).Select(block => block.Groups[1].Value.Trim()).ToList();
        Assert.Equal("dotnet run --project local", commands[0]); // the shop of this test, on a port of its own

        await shop.WaitForAsync(await shop.BuyAsync(), "COMPLETED"); // a platform in use, not one whose first checkout this is
        var answer = "";
        foreach (var command in commands[1..])
            answer = await copy.RunAsync(OnThisPort(command));
        Assert.Contains("\"purchaseId\"", answer, StringComparison.Ordinal);

        var said = Said().Match(FirstSteps).Groups[1].Value;
        await WaitForLineAsync(said);
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllText(Path.Combine(copy.Root, file.Key))));
        Assert.Equal(NewFile().Matches(FirstSteps).Select(file => file.Groups[1].Value).Order(), NewFilesIn(copy, before.Keys).Order());
        Assert.InRange(NewFilesIn(copy, before.Keys).Count(), 1, 3);

        // "Change Program.cs, and deploy again."
        var code = Path.Combine(copy.Root, "lambdas", "LoyaltyPoints", "Program.cs");
        File.WriteAllText(code, File.ReadAllText(code).Replace(" heard ", " now hears ", StringComparison.Ordinal));
        await copy.RunAsync(OnThisPort(commands.Single(command => command.Contains("-- deploy ", StringComparison.Ordinal))));
        await shop.WaitForAsync(await shop.BuyAsync(), "COMPLETED");
        await WaitForLineAsync(said.Replace(" heard ", " now hears ", StringComparison.Ordinal));
    }

    private Task<string> WaitForLineAsync(string text) => Wait.ForAsync(text, () => Task.FromResult(
        Logged().FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal))));

    private IEnumerable<string> Logged() => shop.Cloud.Services.GetRequiredService<FunctionInvoker>().Functions
        .Where(function => function.ShortName == "LoyaltyPoints")
        .SelectMany(function => shop.Cloud.Services.GetRequiredService<FunctionLog>().Read(function.Name))
        .Select(line => line.Text);

    private string OnThisPort(string command)
    {
        var here = command.Replace("http://localhost:8080/", shop.Cloud.PublicUrl.ToString(), StringComparison.Ordinal);
        return here.Contains("-- deploy ", StringComparison.Ordinal) ? $"{here} --port {shop.Cloud.PublicUrl.Port}" : here;
    }

    private static IEnumerable<string> NewFilesIn(RepositoryCopy copy, IEnumerable<string> before) =>
        copy.Files.Except(before).Where(file => !file.Split('/').Any(part => part is "bin" or "obj"));

    private static string Section(string heading)
    {
        var rest = Document[Document.IndexOf($"## {heading}", StringComparison.Ordinal)..];
        return rest[..rest.IndexOf("\n## ", StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex NewFile();

    [GeneratedRegex("what the function logs: `([^`]+)`")]
    private static partial Regex Said();
}
