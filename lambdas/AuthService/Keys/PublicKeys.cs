using System.Collections.Concurrent;
using System.Security.Cryptography;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;

namespace AuthService.Keys;

/// <summary>The public halves of the keys that sign login tokens.</summary>
public interface IPublicKeys
{
    /// <summary>The keys whose signatures count, the one that signs now first.</summary>
    IReadOnlyList<string> KeyIds { get; }

    /// <returns>Null when no such key signs login tokens.</returns>
    ValueTask<ECParameters?> FindAsync(string keyId, CancellationToken cancellation);
}

/// <summary>
/// Reads public keys of AWS KMS, each at its first use and once: a KMS key never changes its key pair.
/// An id that is not listed is never asked for.
/// </summary>
/// <param name="keyIds">Keys of the kind ECC_NIST_P256.</param>
public sealed class PublicKeys(IAmazonKeyManagementService kms, IReadOnlyList<string> keyIds) : IPublicKeys
{
    private readonly ConcurrentDictionary<string, ECParameters> known = new(StringComparer.Ordinal);

    public IReadOnlyList<string> KeyIds => keyIds;

    public async ValueTask<ECParameters?> FindAsync(string keyId, CancellationToken cancellation)
    {
        if (!keyIds.Contains(keyId, StringComparer.Ordinal))
            return null;
        if (known.TryGetValue(keyId, out var key))
            return key;
        var answer = await kms.GetPublicKeyAsync(new GetPublicKeyRequest { KeyId = keyId }, cancellation);
        return known[keyId] = Read(answer.PublicKey.ToArray());
    }

    private static ECParameters Read(byte[] subjectPublicKeyInfo)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        return key.ExportParameters(includePrivateParameters: false);
    }
}
