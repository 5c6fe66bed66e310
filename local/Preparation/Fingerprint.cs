using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Local.Preparation;

/// <summary>Tells whether a step's inputs have changed since it last succeeded, by names, sizes and times of files.</summary>
internal sealed class Fingerprint
{
    private readonly string stamp;
    private readonly string current;

    /// <param name="stamp">The file that remembers the fingerprint.</param>
    /// <param name="values">Inputs that aren't files.</param>
    public Fingerprint(string stamp, IEnumerable<string> files, params ReadOnlySpan<string> values)
    {
        this.stamp = stamp;
        var text = new StringBuilder();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var info = new FileInfo(file);
            text.Append(CultureInfo.InvariantCulture, $"{file} {(info.Exists ? info.Length : -1)} {info.LastWriteTimeUtc.Ticks}\n");
        }
        foreach (var value in values)
            text.Append(value).Append('\n');
        current = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public bool IsUnchanged => File.Exists(stamp) && File.ReadAllText(stamp) == current;

    public void Remember()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(stamp)!);
        File.WriteAllText(stamp, current);
    }
}
