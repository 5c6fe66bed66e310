namespace Local.Endpoint;

/// <summary>The credential scope of a SigV4 signature: who calls which service. The signature itself isn't verified here.</summary>
public readonly record struct CredentialScope(string AccessKeyId, string Region, string Service)
{
    private const string Algorithm = "AWS4-HMAC-SHA256 ";

    /// <summary>Reads it from the Authorization header or, for presigned URLs, the query.</summary>
    public static bool TryRead(HttpRequest request, out CredentialScope scope)
    {
        scope = default;
        var header = request.Headers.Authorization.ToString().AsSpan();
        if (!header.IsEmpty)
        {
            var start = header.IndexOf("Credential=", StringComparison.Ordinal);
            if (!header.StartsWith(Algorithm, StringComparison.Ordinal) || start < 0)
                return false;
            var credential = header[(start + "Credential=".Length)..];
            var end = credential.IndexOf(',');
            return TryParse(end < 0 ? credential : credential[..end], out scope);
        }
        return request.Query.TryGetValue("X-Amz-Credential", out var presigned) && TryParse(presigned.ToString(), out scope);
    }

    /// <summary>A header that names caller and service, for emulators that look at nothing else.</summary>
    public static string Header(string accessKeyId, string region, string service) =>
        $"{Algorithm}Credential={accessKeyId}/20200101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=0";

    /// <summary>Access key, date, region, service, <c>aws4_request</c>.</summary>
    private static bool TryParse(ReadOnlySpan<char> credential, out CredentialScope scope)
    {
        Span<Range> parts = stackalloc Range[6];
        var found = credential.Trim().Split(parts, '/') == 5;
        scope = found ? new(credential[parts[0]].ToString(), credential[parts[2]].ToString(), credential[parts[3]].ToString()) : default;
        return found;
    }
}
