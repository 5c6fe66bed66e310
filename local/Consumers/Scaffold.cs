using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Local.Preparation;

namespace Local.Consumers;

/// <summary>
/// Writes a consumer's files from the templates beside this file: the function's project, its code, its stack. Nothing that exists is
/// touched; builds and stacks find what is new by its place.
/// </summary>
internal static partial class Scaffold
{
    /// <summary>The files, by template, relative to the repository.</summary>
    private static readonly (string Template, Func<string, string> Path)[] Files =
    [
        ("Consumer.csproj.txt", name => $"lambdas/{name}/{name}.csproj"),
        ("Program.cs.txt", name => $"lambdas/{name}/Program.cs"),
        ("Stack.cs.txt", name => $"cdk/{name}Stack.cs"),
    ];

    /// <returns>The files that were written, relative to the repository.</returns>
    /// <exception cref="LocalCloudException">The name can't be a consumer's, or is taken.</exception>
    public static async Task<IReadOnlyList<string>> WriteAsync(Repository repository, string name, CancellationToken cancellation)
    {
        ConsumerProjects.RequireName(name);
        var files = Files.Select(file => (file.Template, Path: file.Path(name))).ToList();
        foreach (var (_, path) in files)
        {
            if (File.Exists(Path.Combine(repository.Root, path)))
                throw new LocalCloudException($"{path} is there already.");
        }
        if (Directory.Exists(Path.Combine(repository.Root, "lambdas", name)))
            throw new LocalCloudException($"lambdas/{name} is there already.");
        foreach (var (template, path) in files)
        {
            var file = Path.Combine(repository.Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, Fill(Template(template), name), cancellation);
        }
        return files.ConvertAll(file => file.Path);
    }

    /// <summary><c>LoyaltyPoints</c> in words: <c>loyalty-points</c>, <c>Crm2Sync</c>: <c>crm2-sync</c>.</summary>
    public static string QueueOf(string name)
    {
#pragma warning disable CA1308 // Normalize strings to uppercase: queues are named in lower case
        return $"{BetweenWords().Replace(name, "-").ToLowerInvariant()}-subscription";
#pragma warning restore CA1308
    }

    private static string Fill(string template, string name) => template
        .Replace("@Name@", name, StringComparison.Ordinal)
        .Replace("@queue@", QueueOf(name), StringComparison.Ordinal);

    private static string Template(string name)
    {
        using var template = Assembly.GetExecutingAssembly().GetManifestResourceStream($"scaffold/{name}")
            ?? throw new InvalidOperationException($"The template {name} is missing.");
        using var reader = new StreamReader(template, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex BetweenWords();
}
