using System.Globalization;

namespace Local.Clock;

/// <summary>
/// Lets child processes see the time of a movable clock: libfaketime, loaded before their own libraries, adds the offset that stands in a file.
/// It is read at each look at the time, so that a running process follows at once. Their timers and waits stay real.
/// </summary>
public sealed class ProcessTime : IDisposable
{
    /// <summary>The machine's own time.</summary>
    public static readonly ProcessTime OfTheMachine = new();

    private const string Missing =
        "A clock that can be moved needs libfaketime, so that function processes follow it. On Debian: apt-get install faketime";

    private readonly string? file;

    /// <exception cref="LocalCloudException">libfaketime isn't installed.</exception>
    public ProcessTime(MovableClock clock)
    {
        var library = Library ?? throw new LocalCloudException(Missing);
        file = Path.Combine(Directory.CreateTempSubdirectory("local-clock-").FullName, "offset");
        Write(clock.Offset);
        clock.Moving += Write;
        Variables = new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME_TIMESTAMP_FILE"] = file,
            ["FAKETIME_NO_CACHE"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        };
    }

    private ProcessTime() => Variables = new Dictionary<string, string>();

    /// <summary>Where Debian and others put the variant for programs with threads; null where it is not installed.</summary>
    public static string? Library { get; } = ((string[])
    [
        "/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib64/faketime", "/usr/lib/faketime",
    ]).Select(folder => Path.Combine(folder, "libfaketimeMT.so.1")).FirstOrDefault(File.Exists);

    /// <summary>What a process needs in its environment.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>Removes what libfaketime leaves behind of a process that is gone: it tidies up neither after a kill nor after an exec.</summary>
    public void Forget(int processId)
    {
        if (file is null)
            return;
        foreach (var name in (string[])["sem.faketime_sem_", "faketime_shm_"])
            File.Delete(string.Create(CultureInfo.InvariantCulture, $"/dev/shm/{name}{processId}"));
    }

    public void Dispose()
    {
        if (file is not null)
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    // In one step: a process must never read half of it.
    private void Write(TimeSpan offset)
    {
        File.WriteAllText($"{file}.new", string.Create(CultureInfo.InvariantCulture, $"+{offset.TotalSeconds:0.000}\n"));
        File.Move($"{file}.new", file!, overwrite: true);
    }
}
