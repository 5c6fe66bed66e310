using System.Globalization;
using System.Runtime.CompilerServices;
using Analytics.Lake;

namespace Services.Tests.Analytics.Support;

/// <summary>Stands for the lake's bucket. Writes are whole, and a conditional one fails when somebody was faster, as in S3.</summary>
internal sealed class InMemoryLake(TimeProvider time) : ILakeStore
{
    private readonly SortedDictionary<string, LakeObject> objects = new(StringComparer.Ordinal);
    private int versions;

    public string Bucket => "lake";

    public IReadOnlyCollection<string> Keys => objects.Keys;

    /// <summary>Called before each change with its number, counted from 1; may throw, as a process that is killed there.</summary>
    public Action<int>? BeforeChange { get; set; }

    public int Changes { get; private set; }

    public IReadOnlyList<string> Below(string prefix) => [.. objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))];

    public byte[] this[string key] => objects[key].Content;

    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        BeforeChange?.Invoke(++Changes);
        objects[key] = new LakeObject(content.ToArray(), (++versions).ToString(CultureInfo.InvariantCulture), time.GetUtcNow());
        return Task.CompletedTask;
    }

    public async Task<bool> ReplaceAsync(string key, ReadOnlyMemory<byte> content, string? seen, CancellationToken cancellation)
    {
        if (objects.GetValueOrDefault(key)?.Version != seen)
            return false;
        await PutAsync(key, content, cancellation);
        return true;
    }

    public Task<LakeObject?> FindAsync(string key, CancellationToken cancellation) => Task.FromResult(objects.GetValueOrDefault(key));

    public async IAsyncEnumerable<LakeEntry> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var key in Below(prefix))
            yield return new LakeEntry(key, objects[key].Version);
    }

    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        BeforeChange?.Invoke(++Changes);
        objects.Remove(key);
        return Task.CompletedTask;
    }
}
