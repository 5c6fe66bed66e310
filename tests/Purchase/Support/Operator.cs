using System.CommandLine;
using System.Text.Json;
using Local.Cli;
using Local.Ops;
using Local.Ops.Verbs;

namespace Purchase.Tests.Support;

/// <summary>What the kit answered to an operator.</summary>
internal sealed record Told(int ExitCode, string Output, string Errors)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);
}

/// <summary>An operator of the shop, with the kit.</summary>
internal sealed class Operator(Shop shop)
{
    /// <summary>Runs a verb, with nobody at the terminal.</summary>
    public Task<Told> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    /// <summary>Runs a verb at a terminal and gives one answer to its question.</summary>
    public Task<Told> AskedAsync(string answer, params string[] arguments) => RunAsync(answer, arguments);

    /// <summary>Runs a verb that has to succeed.</summary>
    public async Task<Told> DoAsync(params string[] arguments)
    {
        var told = await RunAsync(arguments);
        Assert.True(told.ExitCode == ExitCodes.Success, $"{string.Join(' ', arguments)}: {told.ExitCode}\n{told.Output}\n{told.Errors}");
        return told;
    }

    private async Task<Told> RunAsync(string? answer, string[] arguments)
    {
        using StringWriter output = new(), errors = new();
        var console = new OpsConsole(output, errors, new StringReader(answer ?? ""), IsTerminal: answer is not null);
        var root = new RootCommand { OpsVerb.Create(console) };
        var exitCode = await CommandLine.RunAsync(root, ["ops", .. arguments, "--endpoint", shop.Cloud.AwsUrl.ToString()]);
        return new Told(exitCode, output.ToString(), errors.ToString());
    }
}
