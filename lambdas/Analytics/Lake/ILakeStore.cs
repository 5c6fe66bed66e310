namespace Analytics.Lake;

/// <summary>The lake's bucket. A write is seen whole or not at all, and by everybody who reads after it, as in S3.</summary>
public interface ILakeStore
{
    string Bucket { get; }

    Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Writes an object that is as it was seen.</summary>
    /// <param name="seen">Its version then; null when there was none.</param>
    /// <returns>False when somebody else has written it since: nothing was changed.</returns>
    Task<bool> ReplaceAsync(string key, ReadOnlyMemory<byte> content, string? seen, CancellationToken cancellation);

    /// <summary>Null when there is no such object.</summary>
    Task<LakeObject?> FindAsync(string key, CancellationToken cancellation);

    /// <summary>The objects below a prefix, in the order of their keys.</summary>
    IAsyncEnumerable<LakeEntry> ListAsync(string prefix, CancellationToken cancellation);

    /// <summary>Deleting what is gone already is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellation);
}

/// <summary>An object as it was read.</summary>
/// <param name="Version">Changes with the content.</param>
public sealed record LakeObject(byte[] Content, string Version, DateTimeOffset LastModified);

/// <summary>An object in a listing.</summary>
/// <param name="Version">Changes with the content.</param>
public sealed record LakeEntry(string Key, string Version);
