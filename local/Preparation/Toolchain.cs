using System.Globalization;
using System.Text.RegularExpressions;
using Local.Processes;

namespace Local.Preparation;

/// <summary>Checks the programs that the local cloud needs and can't install itself.</summary>
internal sealed partial class Toolchain(Command command, Repository repository)
{
    private const int JavaNeeded = 17;
    private const int NodeNeeded = 20;

    /// <param name="java">Whether DynamoDB Local is going to run.</param>
    /// <exception cref="LocalCloudException">Something is missing or too old; the message names all of it and how to get it.</exception>
    public async Task RequireAsync(bool java, CancellationToken cancellation)
    {
        var missing = await Task.WhenAll(
            java ? CheckAsync("java", "-version", JavaNeeded, "Java", "DynamoDB Local", "sudo apt-get install openjdk-17-jre-headless", cancellation) : NothingAsync(),
            CheckAsync("node", "--version", NodeNeeded, "Node.js", "the CDK, the storefront and the emulators", "sudo apt-get install nodejs npm (Debian 13; older releases: https://nodejs.org)", cancellation));
        if (missing.Any(message => message is not null))
            throw new LocalCloudException(string.Join(Environment.NewLine, missing.Where(message => message is not null)));
    }

    private async Task<string?> CheckAsync(
        string program, string argument, int needed, string name, string purpose, string install, CancellationToken cancellation)
    {
        var result = await command.RunAsync(program, [argument], repository.Root, cancellation);
        var version = result is null ? null : MajorVersion().Match(result.Output) is { Success: true } match ? match.Groups["major"].Value : null;
        if (version is not null && int.Parse(version, CultureInfo.InvariantCulture) >= needed)
            return null;
        var found = version is null ? $"no working `{program}` was found" : $"`{program}` is version {version}";
        return $"{name} {needed} or newer is needed for {purpose}, but {found}. On Debian: {install}";
    }

    private static Task<string?> NothingAsync() => Task.FromResult<string?>(null);

    /// <summary><c>openjdk version "17.0.15" …</c>, <c>v20.20.2</c>.</summary>
    [GeneratedRegex("""(?:version "|^v)(?<major>\d+)""", RegexOptions.Multiline)]
    private static partial Regex MajorVersion();
}
