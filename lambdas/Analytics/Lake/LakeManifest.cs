using System.Text;

namespace Analytics.Lake;

/// <summary>
/// The files that one day of a table consists of, an address a line: the form in which Hive's SymlinkTextInputFormat, and so Athena, reads
/// it. It is small, and replaced as a whole by one write; a reader sees the day before the write or after it, never between.
/// </summary>
/// <param name="Keys">The keys of the files in the lake's bucket.</param>
public sealed record LakeManifest(IReadOnlyList<string> Keys)
{
    public static LakeManifest Empty { get; } = new([]);

    public byte[] Write(string bucket) => Encoding.UTF8.GetBytes(string.Concat(Keys.Select(key => $"s3://{bucket}/{key}\n")));

    /// <exception cref="FormatException">A line names something outside of the bucket.</exception>
    public static LakeManifest Read(string bucket, ReadOnlySpan<byte> content)
    {
        var root = $"s3://{bucket}/";
        var lines = Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new LakeManifest([.. lines.Select(line => line.StartsWith(root, StringComparison.Ordinal)
            ? line[root.Length..]
            : throw new FormatException($"A manifest of {bucket} names a file elsewhere."))]);
    }
}
