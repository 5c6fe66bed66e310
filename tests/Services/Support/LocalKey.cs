using System.Security.Cryptography;
using AuthService.Keys;
using AuthService.Tokens;

namespace Services.Tests.Support;

/// <summary>Stands for a signing key in KMS, both halves.</summary>
internal sealed class LocalKey(string keyId = "key-1") : ISigner, IPublicKeys
{
    public ECDsa Pair { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string KeyId => keyId;

    public IReadOnlyList<string> KeyIds => [keyId];

    /// <summary>The ids that were looked for.</summary>
    public List<string> Asked { get; } = [];

    public int Signatures { get; private set; }

    public Task<byte[]> SignAsync(byte[] content, CancellationToken cancellation)
    {
        Signatures++;
        return Task.FromResult(Pair.SignData(content, HashAlgorithmName.SHA256));
    }

    public ValueTask<ECParameters?> FindAsync(string asked, CancellationToken cancellation)
    {
        Asked.Add(asked);
        return ValueTask.FromResult(asked == keyId ? Pair.ExportParameters(false) : (ECParameters?)null);
    }
}
