using System.Security.Cryptography;

namespace Local.Kms;

/// <summary>One key. Signing keys hold a P-256 pair; the others exist, so that topics and queues can name them.</summary>
internal sealed class KmsKey : IDisposable
{
    public const string SigningSpec = "ECC_NIST_P256";
    public const string SymmetricSpec = "SYMMETRIC_DEFAULT";
    public const string Algorithm = "ECDSA_SHA_256";

    private readonly ECDsa? pair;

    /// <exception cref="Endpoint.AwsServiceException">The key spec or its combination with the usage isn't emulated.</exception>
    public KmsKey(string id, string arn, string spec, string usage, string description, DateTimeOffset created)
    {
        (Id, Arn, Spec, Usage, Description, Created) = (id, arn, spec, usage, description, created);
        pair = (spec, usage) switch
        {
            (SigningSpec, "SIGN_VERIFY") => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            (SymmetricSpec, "ENCRYPT_DECRYPT") => null,
            _ => throw new Endpoint.AwsServiceException("UnsupportedOperationException", $"The local cloud has no {spec} keys for {usage}."),
        };
    }

    /// <summary>A key of an earlier start.</summary>
    internal KmsKey(KeptKey kept) : this(kept.Id, kept.Arn, kept.Spec, kept.Usage, kept.Description, kept.Created) =>
        pair?.ImportPkcs8PrivateKey(kept.PrivateKey, out _);

    public string Id { get; }

    public string Arn { get; }

    public string Spec { get; }

    public string Usage { get; }

    public string Description { get; }

    public DateTimeOffset Created { get; }

    public bool Signs => pair is not null;

    /// <summary>SubjectPublicKeyInfo, DER.</summary>
    public byte[] PublicKey() => pair!.ExportSubjectPublicKeyInfo();

    /// <summary>An ECDSA signature in DER (RFC 3279, section 2.2.3), as KMS answers it.</summary>
    public byte[] Sign(byte[] digest) => pair!.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence);

    public bool Verify(byte[] digest, byte[] signature) => pair!.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence);

    public void Dispose() => pair?.Dispose();

    internal KeptKey ToKept() => new(Id, Arn, Spec, Usage, Description, Created, pair?.ExportPkcs8PrivateKey());
}

/// <summary>A key in the data folder.</summary>
/// <param name="PrivateKey">PKCS #8; null for keys that don't sign.</param>
internal sealed record KeptKey(string Id, string Arn, string Spec, string Usage, string Description, DateTimeOffset Created, byte[]? PrivateKey);
