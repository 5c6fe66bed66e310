namespace Local.Preparation;

/// <summary>Lets one process at a time do a piece of work in the repository: tests and a developer may start local clouds at once.</summary>
internal sealed class WorkLock : IAsyncDisposable
{
    private readonly FileStream file;

    private WorkLock(FileStream file) => this.file = file;

    /// <summary>Waits until no other process holds the lock of this name.</summary>
    public static async Task<WorkLock> TakeAsync(Repository repository, string name, CancellationToken cancellation)
    {
        Directory.CreateDirectory(repository.Work);
        var path = Path.Combine(repository.Work, $"{name}.lock");
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                return new WorkLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
            }
            catch (IOException) when (File.Exists(path))
            {
                // Held by another process, which the system releases even when it is killed.
                await poll.WaitForNextTickAsync(cancellation);
            }
        }
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
