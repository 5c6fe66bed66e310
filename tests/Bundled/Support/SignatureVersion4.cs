using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Tests.Bundled.Support;

/// <summary>Computes signatures from the specification (IAM User Guide, "Create a signed AWS API request"), independent of the SDK.</summary>
internal static partial class SignatureVersion4
{
    /// <summary>Asserts that the request is signed for a service, and that the signature covers all of it.</summary>
    internal static void AssertSigned(ReceivedRequest request, string region, string service)
    {
        var match = Authorization().Match(request.Headers["authorization"]);
        Assert.True(match.Success, $"Not a Signature Version 4 header: {request.Headers["authorization"]}");
        Assert.Equal(AwsEndpoint.AccessKey, match.Groups["key"].Value);
        Assert.Equal($"{region}/{service}", $"{match.Groups["region"].Value}/{match.Groups["service"].Value}");

        var signed = match.Groups["headers"].Value;
        Assert.Contains("host", signed.Split(';'));
        var scope = $"{match.Groups["date"].Value}/{region}/{service}/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(Canonical(request, signed)))}";
        var key = Sign(Sign(Sign(Sign(
            Encoding.UTF8.GetBytes("AWS4" + AwsEndpoint.SecretKey), match.Groups["date"].Value), region), service), "aws4_request");
        Assert.Equal(Convert.ToHexStringLower(Sign(key, toSign)), match.Groups["signature"].Value);
    }

    private static string Canonical(ReceivedRequest request, string signedHeaders)
    {
        var target = request.Target.Split('?', 2);
        // Every service but S3 encodes the path a second time.
        var path = string.Join('/', target[0].Split('/').Select(Uri.EscapeDataString));
        var query = target.Length == 1
            ? ""
            : string.Join('&', target[1].Split('&').Select(pair => pair.Contains('=') ? pair : pair + "=").Order(StringComparer.Ordinal));
        var headers = string.Concat(signedHeaders.Split(';').Select(name => $"{name}:{request.Headers[name].Trim()}\n"));
        return $"{request.Method}\n{path}\n{query}\n{headers}\n{signedHeaders}\n{Hash(request.Body)}";
    }

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)/(?<date>\\d{8})/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request, ?SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$")]
    private static partial Regex Authorization();
}
