using Microsoft.Net.Http.Headers;

namespace Local.CloudFront;

/// <summary>Tells viewers that what they have is still right (RFC 9110, section 13).</summary>
internal static class Freshness
{
    /// <summary>The answer, or 304 without a body when the viewer has it.</summary>
    public static EdgeAnswer Apply(EdgeAnswer answer, HttpRequest request)
    {
        if (answer.Status != StatusCodes.Status200OK || !IsFresh(answer, request))
            return answer;
        answer.Headers.ContentType = default;
        answer.Headers.ContentEncoding = default;
        return answer with { Status = StatusCodes.Status304NotModified, Body = [] };
    }

    private static bool IsFresh(EdgeAnswer answer, HttpRequest request)
    {
        var asked = request.GetTypedHeaders();
        // If-None-Match wins over If-Modified-Since.
        if (asked.IfNoneMatch is { Count: > 0 } tags)
        {
            return EntityTagHeaderValue.TryParse(answer.Header("ETag"), out var tag)
                && tags.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
        }
        return asked.IfModifiedSince is { } since
            && HeaderUtilities.TryParseDate(answer.Header("Last-Modified"), out var modified)
            && modified <= since;
    }
}
