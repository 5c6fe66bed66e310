using System.Collections.Concurrent;

namespace Local.DynamoDb;

/// <summary>
/// Which database of DynamoDB Local holds a table. A table with a stream has one of its own: DynamoDB Local slows down to tens of
/// writes per second when two tables of a database have streams. All others share one, so transactions can span them.
/// </summary>
internal sealed class TableDatabases
{
    public const string Shared = "shared";

    private readonly ConcurrentDictionary<string, string> apart = new(StringComparer.Ordinal);

    public IEnumerable<string> All => [Shared, .. apart.Values];

    public string Of(string table) => apart.GetValueOrDefault(table, Shared);

    public void KeepApart(string table) => apart.TryAdd(table, $"stream{apart.Count + 1}");
}
