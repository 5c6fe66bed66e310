using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using Local.Processes;

namespace Local.Clock;

/// <summary>
/// Lets child processes see the time of a movable clock: a small library (moved_clock.c), loaded before their own, adds an offset that they
/// share with this process. So a running process follows at once. Their timers and waits stay real.
/// </summary>
public sealed class ProcessTime : IDisposable
{
    /// <summary>The machine's own time.</summary>
    public static readonly ProcessTime OfTheMachine = new();

    private const string Compiler = "cc";

    private readonly string? folder;
    private readonly MemoryMappedFile? shared;
    private readonly MemoryMappedViewAccessor? offset;

    /// <exception cref="LocalCloudException">There is no C compiler, or it fails.</exception>
    public ProcessTime(MovableClock clock)
    {
        var library = Build(Repository.Find());
        folder = Directory.CreateTempSubdirectory("local-clock-").FullName;
        var file = Path.Combine(folder, "offset");
        shared = MemoryMappedFile.CreateFromFile(file, FileMode.CreateNew, mapName: null, sizeof(long));
        offset = shared.CreateViewAccessor();
        Write(clock.Offset);
        clock.Moving += Write;
        Variables = new Dictionary<string, string> { ["LD_PRELOAD"] = library, ["MOVED_CLOCK_OFFSET"] = file };
    }

    private ProcessTime() => Variables = new Dictionary<string, string>();

    /// <summary>Why no clock can be moved here; null when it can.</summary>
    public static string? Hindrance { get; } = ChildProcesses.OnPath(Compiler)
        ? null
        : "A clock that can be moved needs a C compiler, for the library that shows it to processes. On Debian: apt-get install gcc libc6-dev";

    /// <summary>What a process needs in its environment.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    public void Dispose()
    {
        offset?.Dispose();
        shared?.Dispose();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    // Eight aligned bytes: a process never reads half of them.
    private void Write(TimeSpan moved) => offset!.Write(0, moved.Ticks * TimeSpan.NanosecondsPerTick);

    /// <summary>Compiled once for each version of its source; several clouds may do so at once.</summary>
    private static string Build(Repository repository)
    {
        if (Hindrance is not null)
            throw new LocalCloudException(Hindrance);
        var source = Path.Combine(repository.Root, "local", "Clock", "moved_clock.c");
        var library = Path.Combine(repository.Work, $"moved-clock-{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(source)))[..12]}.so");
        if (File.Exists(library))
            return library;
        Directory.CreateDirectory(repository.Work);
        var unfinished = $"{library}.{Environment.ProcessId}.{Guid.NewGuid():n}";
        using var compiler = Process.Start(new ProcessStartInfo(Compiler, ["-shared", "-fPIC", "-O2", "-o", unfinished, source, "-ldl"])
        {
            RedirectStandardError = true,
        })!;
        var complaints = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        if (compiler.ExitCode != 0)
            throw new LocalCloudException($"The C compiler failed on {source}:{Environment.NewLine}{complaints}");
        File.Move(unfinished, library, overwrite: true);
        return library;
    }
}
