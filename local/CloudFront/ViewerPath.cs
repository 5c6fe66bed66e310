using System.Globalization;
using System.Text;

namespace Local.CloudFront;

/// <summary>Paths as CloudFront compares them with patterns: normalized (RFC 3986, section 6.2.2). The origin gets the original.</summary>
internal static class ViewerPath
{
    public static string Normalize(string path) => RemoveDotSegments(DecodeUnreserved(path));

    /// <summary>A percent-encoded letter, digit or one of <c>-._~</c> means the character itself.</summary>
    private static string DecodeUnreserved(string path)
    {
        if (!path.Contains('%', StringComparison.Ordinal))
            return path;
        var text = new StringBuilder(path.Length);
        for (var at = 0; at < path.Length; at++)
        {
            if (path[at] == '%' && at + 2 < path.Length
                && byte.TryParse(path.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                && (char.IsAsciiLetterOrDigit((char)code) || (char)code is '-' or '.' or '_' or '~'))
            {
                text.Append((char)code);
                at += 2;
            }
            else
            {
                text.Append(path[at]);
            }
        }
        return text.ToString();
    }

    private static string RemoveDotSegments(string path)
    {
        var kept = new List<string>();
        var segments = path.Split('/')[1..];
        foreach (var segment in segments)
        {
            if (segment == ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            else if (segment is not ("." or ".."))
                kept.Add(segment);
        }
        if (segments.LastOrDefault() is "." or "..")
            kept.Add("");
        return $"/{string.Join('/', kept)}";
    }
}
