using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Local.Data;

/// <summary>
/// What one of this process's stores keeps, by key. The file holds every change, one per line; the latest of a key counts, and only the
/// latest are left when the file is opened again.
/// </summary>
public sealed class Documents<T> : IDisposable where T : class
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock gate = new();
    private readonly JournalFile? file;

    /// <param name="path">The file, or null to keep nothing.</param>
    /// <exception cref="LocalCloudException">The file holds something else.</exception>
    internal Documents(string? path)
    {
        if (path is null)
            return;
        var latest = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        var changes = 0;
        file = JournalFile.Open(path, line =>
        {
            foreach (var (key, value) in JsonSerializer.Deserialize<Change[]>(line, Json) ?? throw new JsonException("no changes"))
            {
                changes++;
                if (value is null)
                    latest.Remove(key);
                else
                    latest[key] = value;
            }
        });
        if (changes > latest.Count)
        {
            file.Dispose();
            JournalFile.Replace(path, latest.Select(entry => Line([new Change(entry.Key, entry.Value)])));
            file = JournalFile.Open(path, static _ => { });
        }
        Earlier = latest;
    }

    /// <summary>What earlier processes left, in the order in which the keys came.</summary>
    public IReadOnlyDictionary<string, T> Earlier { get; } = new Dictionary<string, T>();

    public void Put(string key, T document) => Write([new Change(key, document)]);

    public void Remove(string key) => Write([new Change(key, null)]);

    /// <summary>Keeps several documents, all or none of them.</summary>
    public void Put(IEnumerable<KeyValuePair<string, T>> documents) =>
        Write([.. documents.Select(document => new Change(document.Key, document.Value))]);

    public void Dispose() => file?.Dispose();

    private void Write(Change[] changes)
    {
        if (file is null || changes.Length == 0)
            return;
        lock (gate)
            file.Append(Line(changes));
    }

    private static byte[] Line(Change[] changes) => JsonSerializer.SerializeToUtf8Bytes(changes, Json);

    /// <param name="Value">Null when the document is gone.</param>
    private sealed record Change(string Key, T? Value);
}
