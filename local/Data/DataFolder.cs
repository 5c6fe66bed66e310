using System.Collections.Concurrent;
using System.Text;

namespace Local.Data;

/// <summary>
/// Where a local cloud keeps everything that has to outlive it: keys, secrets, tables, messages, executions, the payment sandbox's books.
/// One local cloud at a time.
/// </summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>Changes when a file in the folder gets another meaning.</summary>
    private const string CurrentFormat = "1";

    private const string FormatFile = "format";
    private const string LockFile = "lock";

    private readonly ConcurrentStack<IDisposable> files = new();
    private readonly FileStream? held;

    private DataFolder(string? path, FileStream? held) => (Path, this.held) = (path, held);

    /// <summary>Null when nothing is kept.</summary>
    public string? Path { get; }

    /// <param name="path">The folder, made when it is missing; null keeps nothing.</param>
    /// <exception cref="LocalCloudException">Another local cloud uses the folder, or it holds something else.</exception>
    public static DataFolder Open(string? path)
    {
        if (path is null)
            return new DataFolder(null, null);
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Create(path);
            RequireOurs(path);
            var held = Lock(path);
            JournalFile.Replace(System.IO.Path.Combine(path, FormatFile), [Encoding.UTF8.GetBytes(CurrentFormat)]);
            return new DataFolder(path, held);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalCloudException($"The data folder {path} can't be used: {exception.Message}");
        }
    }

    /// <summary>The path of a file or folder for one service's own use; null when nothing is kept.</summary>
    public string? PathOf(string name) => Path is null ? null : System.IO.Path.Combine(Path, name);

    /// <summary>Opens a file of documents. Each name once.</summary>
    public Documents<T> Documents<T>(string name) where T : class
    {
        var documents = new Documents<T>(PathOf($"{name}.jsonl"));
        files.Push(documents);
        return documents;
    }

    public void Dispose()
    {
        foreach (var file in files)
            file.Dispose();
        held?.Dispose();
    }

    /// <summary>For its user alone: it holds private keys and customers' addresses.</summary>
    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void RequireOurs(string path)
    {
        var file = System.IO.Path.Combine(path, FormatFile);
        if (File.Exists(file))
        {
            var format = File.ReadAllText(file).Trim();
            if (format != CurrentFormat)
                throw new LocalCloudException($"The data folder {path} has format {format}, this local cloud reads {CurrentFormat}. Choose another with --data.");
        }
        else if (Directory.EnumerateFileSystemEntries(path).Select(System.IO.Path.GetFileName).FirstOrDefault(IsForeign) is { } other)
        {
            throw new LocalCloudException($"{path} is no data folder: it holds {other}. Choose an empty or a new one with --data.");
        }

        static bool IsForeign(string? name) => name is not (LockFile or $"{FormatFile}.new");
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new LocalCloudException($"The data folder {path} is in use by another local cloud. Stop it, or choose another with --data.");
        }
    }
}
