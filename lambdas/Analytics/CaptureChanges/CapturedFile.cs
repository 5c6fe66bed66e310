using System.Security.Cryptography;
using System.Text;
using Analytics.Lake;

namespace Analytics.CaptureChanges;

/// <summary>The changes of one table and day that a batch brings.</summary>
public sealed record CapturedFile(LakeTable Table, DateOnly Day, IReadOnlyList<Change> Changes)
{
    /// <summary>
    /// Tells which changes are in it, so that the same changes overwrite themselves and others never do: the first and the last sequence
    /// number and a hash of every change's key and number. The hash stands for the shard, which Lambda does not name.
    /// </summary>
    public string Key { get; } = LakePaths.CapturedFile(
        Table, Day, $"{Short(Changes[0])}-{Short(Changes[^1])}-{Digest(Changes)}");

    /// <summary>Cuts a batch into files, in its order.</summary>
    public static IReadOnlyList<CapturedFile> Of(IEnumerable<Change> changes) =>
        [.. changes.GroupBy(change => (change.Table, change.Day)).Select(file => new CapturedFile(file.Key.Table, file.Key.Day, [.. file]))];

    private static string Short(Change change) => change.SequenceNumber.TrimStart('0').PadLeft(1, '0');

    private static string Digest(IReadOnlyList<Change> changes)
    {
        var identities = string.Join('\n', changes.Select(change => $"{change.SequenceNumber} {change.ItemKey}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identities)).AsSpan(0, 8));
    }
}
