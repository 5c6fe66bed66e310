using System.Buffers.Text;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>One HTTP response. Both memories belong to the connection and hold until its next exchange.</summary>
/// <param name="Head">Status line and header lines, the empty line left out.</param>
internal readonly record struct HttpReply(int Status, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body)
{
    internal bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The value of a header, or null. Headers are looked up, not collected: few of them are ever asked for.</summary>
    internal string? Header(ReadOnlySpan<byte> name) =>
        TryFindHeader(Head.Span, name, out var value) ? Encoding.UTF8.GetString(value) : null;

    internal static bool TryFindHeader(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > name.Length && line[name.Length] == ':' && Ascii.EqualsIgnoreCase(line[..name.Length], name))
            {
                value = line[(name.Length + 1)..].Trim(" \t"u8);
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Reads the code of a status line such as <c>HTTP/1.1 200 OK</c>.</summary>
    /// <exception cref="InvalidDataException">This is no HTTP/1 status line.</exception>
    internal static int ParseStatus(ReadOnlySpan<byte> head) =>
        head.Length >= 12 && head.StartsWith("HTTP/1."u8) && Utf8Parser.TryParse(head.Slice(9, 3), out int status, out var length) && length == 3
            ? status
            : throw new InvalidDataException("The answer does not begin with an HTTP/1 status line.");
}
