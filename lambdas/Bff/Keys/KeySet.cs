using System.Buffers.Text;
using System.Text.Json.Serialization;
using AuthService.Keys;

namespace Bff.Keys;

/// <summary>A JSON Web Key Set (RFC 7517, section 5).</summary>
public sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);

/// <summary>A public P-256 key (RFC 7518, section 6.2).</summary>
public sealed record JsonWebKey(
    [property: JsonPropertyName("kty")] string KeyType, [property: JsonPropertyName("crv")] string Curve,
    [property: JsonPropertyName("kid")] string KeyId, [property: JsonPropertyName("use")] string Use,
    [property: JsonPropertyName("alg")] string Algorithm,
    [property: JsonPropertyName("x")] string X, [property: JsonPropertyName("y")] string Y);

/// <summary>The keys that verify login tokens. During a rotation there are several.</summary>
public sealed class KeySet(IPublicKeys keys)
{
    /// <summary>How long callers may keep the set. A new key is published for longer before it signs.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public async Task<JsonWebKeySet> GetAsync(CancellationToken cancellation) =>
        new(await Task.WhenAll(keys.KeyIds.Select(keyId => GetAsync(keyId, cancellation))));

    private async Task<JsonWebKey> GetAsync(string keyId, CancellationToken cancellation)
    {
        var key = await keys.FindAsync(keyId, cancellation) ?? throw new InvalidOperationException("A listed key is unknown.");
        return new JsonWebKey(
            "EC", "P-256", keyId, "sig", "ES256", Base64Url.EncodeToString(key.Q.X), Base64Url.EncodeToString(key.Q.Y));
    }
}
