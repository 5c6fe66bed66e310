namespace Local.Lambda;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class LimitedBody
{
    /// <summary>The whole body, or null when it is longer than <paramref name="limit"/> bytes; the rest is then read and dropped.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength is { } length)
        {
            if (length > limit)
            {
                await request.Body.CopyToAsync(Stream.Null);
                return null;
            }
            var body = new byte[length];
            await request.Body.ReadExactlyAsync(body);
            return body;
        }
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(chunk)) > 0;)
        {
            if (buffer.Length <= limit)
                buffer.Write(chunk, 0, read);
        }
        return buffer.Length > limit ? null : buffer.ToArray();
    }
}
