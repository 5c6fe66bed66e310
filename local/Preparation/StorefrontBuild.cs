using Local.Cli;
using Local.Processes;

namespace Local.Preparation;

/// <summary>Builds the storefront when its sources have changed.</summary>
internal sealed class StorefrontBuild(Command command, Repository repository, NpmPackages packages, Progress progress)
{
    /// <summary>What npm, Next.js and TypeScript write between the sources.</summary>
    private static readonly string[] Generated = ["node_modules", ".next", "out", "next-env.d.ts", "tsconfig.tsbuildinfo"];

    private string Folder => Path.Combine(repository.Root, "web");

    /// <summary>The built pages.</summary>
    public string Export => Path.Combine(Folder, "out");

    /// <exception cref="LocalCloudException">Sources or npm are missing, or npm failed; the message holds its output.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(Folder, "package-lock.json")))
            throw new LocalCloudException($"The storefront's sources are missing: {Folder} has no package-lock.json.");
        var fingerprint = new Fingerprint(Path.Combine(repository.Work, "web.stamp"), Sources(Folder));
        if (fingerprint.IsUnchanged && File.Exists(Path.Combine(Export, "index.html")))
            return;
        await packages.InstallAsync(Folder, "the storefront's packages", "about 20 s", cancellation);
        await progress.StepAsync(
            "build the storefront (npm run build, about 15 s)",
            () => command.RequireAsync("npm", ["run", "build"], Folder, cancellation, new Dictionary<string, string>
            {
                ["NEXT_TELEMETRY_DISABLED"] = "1",
            }),
            slow: true);
        fingerprint.Remember();
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder).Where(IsSource).Concat(
        Directory.EnumerateDirectories(folder).Where(IsSource).SelectMany(Sources));

    private static bool IsSource(string path) => !Generated.Contains(Path.GetFileName(path));
}
