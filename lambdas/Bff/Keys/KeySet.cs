using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;

namespace Bff.Keys;

/// <summary>A JSON Web Key Set (RFC 7517, section 5).</summary>
public sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);

/// <summary>A public P-256 key (RFC 7518, section 6.2).</summary>
public sealed record JsonWebKey(
    [property: JsonPropertyName("kty")] string KeyType, [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("kid")] string KeyId, [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("x")] string X, [property: JsonPropertyName("y")] string Y);

/// <summary>The keys that verify login tokens, asked of KMS and kept for an hour.</summary>
public sealed class KeySet(IAmazonKeyManagementService kms, string keyId, TimeProvider time)
{
    /// <summary>How long callers and this function may keep the set.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private (JsonWebKeySet Keys, DateTimeOffset ReadAt)? cached;

    public async Task<JsonWebKeySet> GetAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (cached is { } known && now - known.ReadAt < Lifetime)
            return known.Keys;
        var answer = await kms.GetPublicKeyAsync(new GetPublicKeyRequest { KeyId = keyId }, cancellation);
        var keys = new JsonWebKeySet([ToJsonWebKey(answer.PublicKey.ToArray())]);
        cached = (keys, now);
        return keys;
    }

    private JsonWebKey ToJsonWebKey(byte[] subjectPublicKeyInfo)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey(
            "EC", "P-256", keyId, "sig", "ES256", Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
    }
}
