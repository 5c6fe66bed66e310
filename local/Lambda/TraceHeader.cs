using System.Globalization;
using System.Security.Cryptography;

namespace Local.Lambda;

/// <summary>X-Ray trace headers: <c>Root=1-{epoch seconds, hex}-{96 bits, hex};Parent={64 bits, hex};Sampled=1</c>.</summary>
public static class TraceHeader
{
    public static string NewRoot(TimeProvider clock) => string.Create(
        CultureInfo.InvariantCulture, $"1-{clock.GetUtcNow().ToUnixTimeSeconds():x8}-{RandomNumberGenerator.GetHexString(24, lowercase: true)}");

    /// <summary>A header for a function: it needs a parent segment and a sampling decision besides the root.</summary>
    public static string ForFunction(string? header, TimeProvider clock)
    {
        header ??= $"Root={NewRoot(clock)}";
        if (!header.Contains("Parent=", StringComparison.Ordinal))
        {
            header += $";Parent={RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        }
        return header.Contains("Sampled=", StringComparison.Ordinal) ? header : header + ";Sampled=1";
    }
}
