using Local.Cli;
using Local.Processes;

namespace Local.Preparation;

/// <summary>Installs the npm packages of a folder, exactly those of its lock file.</summary>
internal sealed class NpmPackages(Command command, Progress progress)
{
    /// <summary>npm leaves its own record of what it installed; older than the lock file, or missing, means an install is due.</summary>
    public static bool AreInstalled(string folder)
    {
        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json"));
    }

    /// <param name="what">For the user, for instance <c>the emulators</c>.</param>
    /// <param name="expected">How long it takes on an ordinary machine.</param>
    /// <exception cref="LocalCloudException">npm is missing or failed.</exception>
    public async Task InstallAsync(string folder, string what, string expected, CancellationToken cancellation)
    {
        if (AreInstalled(folder))
            return;
        RequireNpm(what);
        await progress.StepAsync(
            $"install {what} (npm ci, {expected})",
            () => command.RequireAsync(
                "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder, cancellation),
            slow: true);
    }

    private static void RequireNpm(string what)
    {
        if (!ChildProcesses.OnPath("npm"))
            throw new LocalCloudException($"npm is needed to install {what}, but was not found. On Debian: sudo apt-get install npm");
    }
}
