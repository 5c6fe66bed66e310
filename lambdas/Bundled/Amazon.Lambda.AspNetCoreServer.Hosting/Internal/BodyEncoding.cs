using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>Writes response bodies into the answer: text as text, everything else as base64.</summary>
internal sealed class BodyEncoding(HostingOptions options)
{
    internal static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal void Write(Utf8JsonWriter json, LambdaResponse response, bool bodyAllowed)
    {
        var body = bodyAllowed && !IsBodiless(response.StatusCode) ? response.Content : default;
        var text = body.IsEmpty || (IsText(response.Headers) && Utf8.IsValid(body));
        json.WriteBoolean("isBase64Encoded", !text);
        if (text)
            json.WriteString("body", body);
        else
            json.WriteBase64String("body", body);
    }

    private static bool IsBodiless(int status) => status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified;

    private bool IsText(IHeaderDictionary headers)
    {
        if (headers.ContentEncoding is [{ } encoding, ..])
            return options.ContentEncodings.GetValueOrDefault(encoding, ResponseContentEncoding.Base64) == ResponseContentEncoding.Default;
        if (headers.ContentType.Count == 0)
            return true;
        if (!MediaTypeHeaderValue.TryParse(headers.ContentType.ToString(), out var type))
            return false;
        return options.ContentTypes.TryGetValue(type.MediaType.ToString(), out var registered)
            ? registered == ResponseContentEncoding.Default
            : IsText(type);
    }

    // A text of another charset would reach the client as UTF-8, unlike its header says.
    private static bool IsText(MediaTypeHeaderValue type) =>
        (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && (type.Type.Equals("text", StringComparison.OrdinalIgnoreCase)
            || type.SubTypeWithoutSuffix.Value is "json" or "xml" or "javascript" or "x-javascript" or "x-www-form-urlencoded" or "graphql"
            || type.Suffix.Value is "json" or "xml");
}
