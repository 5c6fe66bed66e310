using System.Text.Json;

namespace Local.Data;

/// <summary>
/// A file of JSON lines that only grows. A line is with the operating system when <see cref="Append"/> returns: it outlives this process, even
/// killed, but a machine that loses power may lose the last ones.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    public delegate void LineReader(ReadOnlySpan<byte> line);

    private readonly FileStream file;

    private JournalFile(FileStream file) => this.file = file;

    /// <summary>Reads what is there line by line, and goes on behind it.</summary>
    /// <param name="path">The file; it need not exist.</param>
    /// <exception cref="LocalCloudException">A line isn't what was written here; the message names file and line.</exception>
    public static JournalFile Open(string path, LineReader read)
    {
        // No buffer: each line is one write.
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            // A line that was cut off by the end of the process is not part of the journal.
            var intact = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            ReadLines(path, bytes.AsSpan(0, intact), read);
            file.SetLength(intact);
            file.Seek(0, SeekOrigin.End);
            return new JournalFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Puts other lines in the place of a closed journal's, all or none of them.</summary>
    public static void Replace(string path, IEnumerable<byte[]> lines)
    {
        var written = path + ".new";
        using (var file = new FileStream(written, FileMode.Create, FileAccess.Write))
        {
            foreach (var line in lines)
            {
                file.Write(line);
                file.WriteByte((byte)'\n');
            }
            file.Flush(flushToDisk: true);
        }
        File.Move(written, path, overwrite: true);
    }

    /// <param name="line">JSON without line breaks.</param>
    public void Append(ReadOnlySpan<byte> line) => file.Write([.. line, (byte)'\n']);

    public void Dispose() => file.Dispose();

    private static void ReadLines(string path, ReadOnlySpan<byte> text, LineReader read)
    {
        for (var number = 1; text.Length > 0; number++)
        {
            var end = text.IndexOf((byte)'\n');
            try
            {
                read(text[..end]);
            }
            catch (Exception exception) when (exception is JsonException or FormatException)
            {
                throw new LocalCloudException($"{path}, line {number}, can't be read: {exception.Message}");
            }
            text = text[(end + 1)..];
        }
    }
}
