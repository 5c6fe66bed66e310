using System.Security.Cryptography;
using System.Text;

namespace Analytics.Lake;

/// <summary>
/// Who is to leave no trace in the lake: an object for each identifier of theirs, named by its hash. The compaction heeds it, so that a
/// change that comes late, or a stream that is replayed, brings nobody back. By the hash alone nobody gets to the identifier, or to the rows
/// that it stood in.
/// </summary>
/// <param name="Marks">The hashes, in hexadecimal.</param>
public sealed record Forgotten(IReadOnlyCollection<string> Marks)
{
    /// <param name="identifiers">Tokens of addresses (<see cref="EmailTokens"/>) and ids of users.</param>
    public static Forgotten Of(IEnumerable<string> identifiers) => new([.. identifiers.Select(Mark).Distinct()]);

    public static async Task<Forgotten> ReadAsync(ILakeStore lake, CancellationToken cancellation)
    {
        var marks = new List<string>();
        await foreach (var (key, _) in lake.ListAsync(LakePaths.Forgotten, cancellation))
            marks.Add(key[LakePaths.Forgotten.Length..]);
        return new Forgotten(marks);
    }

    /// <summary>From now on these are forgotten too. Repeating it changes nothing.</summary>
    public async Task AddToAsync(ILakeStore lake, CancellationToken cancellation)
    {
        foreach (var mark in Marks)
            await lake.PutAsync(LakePaths.Forgotten + mark, "forgotten\n"u8.ToArray(), cancellation);
    }

    private static string Mark(string identifier) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identifier)));
}
