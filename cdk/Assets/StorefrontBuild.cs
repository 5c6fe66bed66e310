using System.ComponentModel;
using System.Diagnostics;

namespace Cdk.Assets;

/// <summary>Builds the storefront from its sources with npm.</summary>
internal sealed class StorefrontBuild(string webRoot)
{
    private static readonly string[] Generated = ["node_modules", ".next", "out", "next-env.d.ts", "tsconfig.tsbuildinfo"];

    /// <summary>Where the build leaves the pages.</summary>
    public string Export { get; } = Path.Combine(webRoot, "out");

    /// <summary>Changes with every source file.</summary>
    public string SourceHash => SourceTree.HashOf(webRoot, SourceTree.Files(webRoot, Generated));

    /// <exception cref="ConfigurationException">A step failed; the message holds its output.</exception>
    public void ExportTo(string folder)
    {
        Run("Installing the storefront's packages", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        Run("Building the storefront", "run", "build");
        if (!Directory.Exists(Export))
            throw new ConfigurationException($"Building the storefront left no {Export}.");

        foreach (var file in Directory.EnumerateFiles(Export, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Export, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private void Run(string what, params string[] arguments)
    {
        Console.Error.WriteLine($"{what} …");
        var start = new ProcessStartInfo("npm", arguments)
        {
            WorkingDirectory = webRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NEXT_TELEMETRY_DISABLED"] = "1";
        try
        {
            using var npm = Process.Start(start)!;
            var errors = npm.StandardError.ReadToEndAsync();
            var output = npm.StandardOutput.ReadToEnd() + errors.Result;
            npm.WaitForExit();
            if (npm.ExitCode != 0)
                throw new ConfigurationException($"{what} failed: npm {string.Join(' ', arguments)} in {webRoot}\n{output}");
        }
        catch (Win32Exception)
        {
            throw new ConfigurationException($"{what} needs npm, which was not found. On Debian: apt-get install nodejs npm");
        }
    }
}
