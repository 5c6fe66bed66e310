using System.Collections.Concurrent;
using Local.Data;

namespace Local.DynamoDb;

/// <summary>
/// Which database of DynamoDB Local holds a table. A table with a stream has one of its own: DynamoDB Local slows down to tens of
/// writes per second when two tables of a database have streams. All others share one, so transactions can span them.
/// </summary>
internal sealed class TableDatabases(Documents<string> kept)
{
    public const string Shared = "shared";

    private readonly ConcurrentDictionary<string, string> apart = new(kept.Earlier, StringComparer.Ordinal);

    public IEnumerable<string> All => [Shared, .. apart.Values];

    public string Of(string table) => apart.GetValueOrDefault(table, Shared);

    public void KeepApart(string table)
    {
        var database = $"stream{apart.Count + 1}";
        if (apart.TryAdd(table, database))
            kept.Put(table, database);
    }
}
