using System.Diagnostics;
using Local;

namespace Purchase.Tests.Support;

/// <summary>The sources of this repository in a folder of their own, with the built local cloud, so that a test may add files.</summary>
internal sealed class RepositoryCopy : IDisposable
{
    private static readonly string[] Folders = ["cdk", "lambdas"];

    private readonly string original = Repository.Find().Root;
    private readonly string program;

    public RepositoryCopy()
    {
        foreach (var file in Directory.EnumerateFiles(original))
            File.Copy(file, Path.Combine(Root, Path.GetFileName(file)));
        foreach (var folder in Folders)
            CopyFolder(folder, except: ["bin", "obj"]);
        // The local cloud that belongs to these tests, where `dotnet run --project local` would put it.
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/'))!);
        var built = Path.Combine("local", "bin", configuration, "net10.0");
        program = Path.Combine(Root, built, "Local.dll");
        CopyFolder(built, except: []);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("repository-").FullName;

    /// <summary>Relative to the copy.</summary>
    public IReadOnlyList<string> Files =>
        [.. Folders.SelectMany(folder => SourcesIn(Path.Combine(Root, folder))).Select(file => Path.GetRelativePath(Root, file))];

    /// <summary>Runs a command of the shell; <c>dotnet run --project local --</c> is the program that has been built already.</summary>
    public async Task<string> RunAsync(string command)
    {
        var start = new ProcessStartInfo("bash", ["-ceu", command.Replace("dotnet run --project local --", $"dotnet {program}", StringComparison.Ordinal)])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(deadline.Token);
            var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            Assert.True(process.ExitCode == 0, $"{command}\n{output}\n{await errors}");
            return output;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void CopyFolder(string folder, string[] except)
    {
        foreach (var file in SourcesIn(Path.Combine(original, folder), except))
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static IEnumerable<string> SourcesIn(string folder, params string[] except)
    {
        var children = Directory.EnumerateDirectories(folder).Where(child => !except.Contains(Path.GetFileName(child)));
        return Directory.EnumerateFiles(folder).Concat(children.SelectMany(child => SourcesIn(child, except)));
    }
}
