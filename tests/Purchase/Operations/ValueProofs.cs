using System.Security.Cryptography;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.SecretsManager.Model;
using Amazon.SimpleSystemsManagement.Model;

namespace Purchase.Tests.Operations;

/// <summary>Lambda and Secrets Manager, by the bundled clients; KMS and parameters, by the official ones.</summary>
internal static class ValueProofs
{
    public static IReadOnlyDictionary<string, Func<Workbench, Task>> Lambda { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["Invoke"] = async bench => Assert.Equal("Forged", (await bench.Shop.RedeemAsync("not.a.token", null)).GetProperty("outcome").GetString()),
    };

    public static IReadOnlyDictionary<string, Func<Workbench, Task>> Kms { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["Sign"] = async bench =>
        {
            var message = "what is signed"u8.ToArray();
            var signature = await SignAsync(bench, MessageType.RAW, message);
            var ofDigest = await SignAsync(bench, MessageType.DIGEST, SHA256.HashData(message));
            var answer = await bench.Kms.GetPublicKeyAsync(new GetPublicKeyRequest { KeyId = bench.SigningKey });
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(answer.PublicKey.ToArray(), out _);
            foreach (var each in new[] { signature, ofDigest })
                Assert.True(key.VerifyData(message, each, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        },
        ["GetPublicKey"] = async bench =>
        {
            var answer = await bench.Kms.GetPublicKeyAsync(new GetPublicKeyRequest { KeyId = bench.SigningKey });
            Assert.Equal((KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY), (answer.KeySpec, answer.KeyUsage));
        },
        ["DescribeKey"] = async bench => Assert.True((await bench.Kms.DescribeKeyAsync(bench.SigningKey)).KeyMetadata.Enabled),
    };

    public static IReadOnlyDictionary<string, Func<Workbench, Task>> Secrets { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["GetSecretValue"] = async bench => Assert.NotEmpty(
            (await bench.Secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = bench.RefOf("AWS::SecretsManager::Secret") })).SecretString),
    };

    public static IReadOnlyDictionary<string, Func<Workbench, Task>> Ssm { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["GetParameter"] = async bench => Assert.NotEmpty(
            (await bench.Ssm.GetParameterAsync(new GetParameterRequest { Name = bench.RefOf("AWS::SSM::Parameter") })).Parameter.Value),
        ["GetParametersByPath"] = async bench => Assert.NotEmpty(
            (await bench.Ssm.GetParametersByPathAsync(new GetParametersByPathRequest { Path = "/platform", Recursive = true })).Parameters),
    };

    private static async Task<byte[]> SignAsync(Workbench bench, MessageType type, byte[] message) => (await bench.Kms.SignAsync(new SignRequest
    {
        KeyId = bench.SigningKey,
        Message = new MemoryStream(message),
        MessageType = type,
        SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256,
    })).Signature.ToArray();
}
