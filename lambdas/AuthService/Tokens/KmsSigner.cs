using System.Formats.Asn1;
using System.Security.Cryptography;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;

namespace AuthService.Tokens;

/// <summary>Signs with a key that never leaves its place.</summary>
public interface ISigner
{
    /// <summary>Names the key in the token's header and in the JWKS.</summary>
    string KeyId { get; }

    /// <returns>The ES256 signature: r and s, 32 bytes each.</returns>
    Task<byte[]> SignAsync(byte[] content, CancellationToken cancellation);
}

/// <summary>Signs with an ECC_NIST_P256 key of AWS KMS.</summary>
public sealed class KmsSigner(IAmazonKeyManagementService kms, string keyId) : ISigner
{
    private const int CoordinateLength = 32;

    public string KeyId => keyId;

    public async Task<byte[]> SignAsync(byte[] content, CancellationToken cancellation)
    {
        using var digest = new MemoryStream(SHA256.HashData(content));
        var answer = await kms.SignAsync(new SignRequest
        {
            KeyId = keyId,
            Message = digest,
            MessageType = MessageType.DIGEST,
            SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256,
        }, cancellation);
        return ToFixedLength(answer.Signature.ToArray());
    }

    /// <summary>KMS answers in DER (RFC 3279, section 2.2.3); JSON Web Signature wants fixed-length integers (RFC 7518, section 3.4).</summary>
    public static byte[] ToFixedLength(byte[] der)
    {
        var sequence = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var signature = new byte[2 * CoordinateLength];
        for (var i = 0; i < 2; i++)
        {
            var number = sequence.ReadInteger().ToByteArray(isUnsigned: true, isBigEndian: true);
            number.CopyTo(signature, ((i + 1) * CoordinateLength) - number.Length);
        }
        return signature;
    }
}
