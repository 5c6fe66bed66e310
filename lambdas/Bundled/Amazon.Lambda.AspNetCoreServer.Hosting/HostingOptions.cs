namespace Amazon.Lambda.AspNetCoreServer.Hosting;

/// <summary>Settings of ASP.NET Core in Lambda.</summary>
public class HostingOptions
{
    internal Dictionary<string, ResponseContentEncoding> ContentTypes { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, ResponseContentEncoding> ContentEncodings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Overrides how bodies of a media type travel. Without it, text, JSON, XML, JavaScript, forms and bodies without a type are text,
    /// all else is base64.
    /// </summary>
    public void RegisterResponseContentEncodingForContentType(string contentType, ResponseContentEncoding encoding) =>
        ContentTypes[contentType] = encoding;

    /// <summary>Overrides how bodies of a content encoding, such as <c>gzip</c>, travel. Without it all encoded bodies are base64.</summary>
    public void RegisterResponseContentEncodingForContentEncoding(string contentEncoding, ResponseContentEncoding encoding) =>
        ContentEncodings[contentEncoding] = encoding;
}
