using System.Collections.Concurrent;
using Local.Data;

namespace Local.EventSources;

/// <summary>How far the mappings have read their streams. Kept after a batch is settled, so that a restart delivers it again rather than never.</summary>
internal sealed class StreamPositions(Documents<string> kept)
{
    private const string Begun = "begun";

    private readonly ConcurrentDictionary<string, string> positions = new(kept.Earlier, StringComparer.Ordinal);

    /// <summary>True once for each mapping: only then does the starting position of the template count.</summary>
    public bool Begin(string mapping)
    {
        if (!positions.TryAdd(mapping, Begun))
            return false;
        kept.Put(mapping, Begun);
        return true;
    }

    /// <summary>The sequence number of the last record that was settled; null when none was.</summary>
    public string? Of(string mapping, string shard) => positions.GetValueOrDefault($"{mapping}/{shard}");

    public void Reach(string mapping, string shard, string sequenceNumber)
    {
        positions[$"{mapping}/{shard}"] = sequenceNumber;
        kept.Put($"{mapping}/{shard}", sequenceNumber);
    }
}
