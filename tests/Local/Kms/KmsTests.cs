using System.Security.Cryptography;
using System.Text;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Local.Tests.Support;

namespace Local.Tests.Kms;

/// <summary>The official client against a signing and an encryption key of a template.</summary>
public sealed class KmsTests(KmsTests.Keys fixture) : IClassFixture<KmsTests.Keys>, IDisposable
{
    private readonly AmazonKeyManagementServiceClient kms = new(
        TestCloud.Developer,
        new AmazonKeyManagementServiceConfig { ServiceURL = fixture.Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

    [Theory]
    [InlineData("alias/signing")]
    [InlineData("alias-arn")]
    [InlineData("id")]
    [InlineData("arn")]
    public async Task AKey_IsFound_ByIdArnAndAlias(string by)
    {
        var id = fixture.Ref("Signing");
        var name = by switch
        {
            "id" => id,
            "arn" => fixture.Attribute("Signing", "Arn"),
            "alias-arn" => "arn:aws:kms:eu-west-1:000000000000:alias/signing",
            _ => by,
        };

        var key = await kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = name });

        Assert.Equal(id, key.KeyMetadata.KeyId);
        Assert.Equal(KeySpec.ECC_NIST_P256, key.KeyMetadata.KeySpec);
    }

    [Fact]
    public async Task ARawMessage_IsSigned_SoThatThePublicKeyVerifiesIt()
    {
        var message = Encoding.UTF8.GetBytes("header.payload");
        var signed = await SignAsync(message, MessageType.RAW);

        using var key = await PublicKeyAsync();
        Assert.True(key.VerifyData(message, signed.Signature.ToArray(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.False(key.VerifyData("other"u8, signed.Signature.ToArray(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public async Task ADigest_IsSigned_AsItIs()
    {
        var digest = SHA256.HashData("header.payload"u8);
        var signed = await SignAsync(digest, MessageType.DIGEST);

        using var key = await PublicKeyAsync();
        Assert.True(key.VerifyHash(digest, signed.Signature.ToArray(), DSASignatureFormat.Rfc3279DerSequence));
    }

    [Fact]
    public async Task Verify_AcceptsTheSignature_AndRefusesAnother()
    {
        var message = "header.payload"u8.ToArray();
        var request = new VerifyRequest
        {
            KeyId = "alias/signing",
            Message = new MemoryStream(message),
            Signature = (await SignAsync(message, MessageType.RAW)).Signature,
            SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256,
        };

        Assert.True((await kms.VerifyAsync(request)).SignatureValid);
        request.Message = new MemoryStream("other"u8.ToArray());
        await Assert.ThrowsAsync<KMSInvalidSignatureException>(() => kms.VerifyAsync(request));
    }

    [Fact]
    public Task AnUnknownKey_IsNotFound() =>
        Assert.ThrowsAsync<NotFoundException>(() => kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = Guid.Empty.ToString() }));

    [Fact]
    public Task AnUnknownAlias_IsNotFound() =>
        Assert.ThrowsAsync<NotFoundException>(() => kms.GetPublicKeyAsync(new GetPublicKeyRequest { KeyId = "alias/none" }));

    [Fact]
    public Task AnEncryptionKey_DoesNotSign() => Assert.ThrowsAsync<InvalidKeyUsageException>(() => kms.SignAsync(new SignRequest
    {
        KeyId = fixture.Ref("Encryption"),
        Message = new MemoryStream([1]),
        SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256,
    }));

    [Fact]
    public async Task AMessageOver4096Bytes_IsRefused()
    {
        var error = await Assert.ThrowsAnyAsync<AmazonKeyManagementServiceException>(() => SignAsync(new byte[4097], MessageType.RAW));

        Assert.Equal("ValidationException", error.ErrorCode);
    }

    [Fact]
    public async Task ADigestOfAnotherLength_IsRefused()
    {
        var error = await Assert.ThrowsAnyAsync<AmazonKeyManagementServiceException>(() => SignAsync(new byte[20], MessageType.DIGEST));

        Assert.Equal("ValidationException", error.ErrorCode);
    }

    public void Dispose() => kms.Dispose();

    private Task<SignResponse> SignAsync(byte[] message, MessageType type) => kms.SignAsync(new SignRequest
    {
        KeyId = "alias/signing",
        Message = new MemoryStream(message),
        MessageType = type,
        SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256,
    });

    private async Task<ECDsa> PublicKeyAsync()
    {
        var answer = await kms.GetPublicKeyAsync(new GetPublicKeyRequest { KeyId = "alias/signing" });
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(answer.PublicKey.ToArray(), out _);
        return key;
    }

    public sealed class Keys() : TestCloud("""
        {'Resources': {
          'Signing': {'Type': 'AWS::KMS::Key', 'Properties': {'KeySpec': 'ECC_NIST_P256', 'KeyUsage': 'SIGN_VERIFY'}},
          'Name': {'Type': 'AWS::KMS::Alias', 'Properties': {'AliasName': 'alias/signing', 'TargetKeyId': {'Ref': 'Signing'}}},
          'Encryption': {'Type': 'AWS::KMS::Key', 'Properties': {'EnableKeyRotation': true}}
        }}
        """, emulators: false);
}
