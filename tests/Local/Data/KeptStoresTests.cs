using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.SecretsManager.Model;
using Amazon.SimpleEmail.Model;
using Local.Endpoint;
using Local.Ses;

namespace Local.Tests.Data;

/// <summary>Keys, secrets, parameters and sent e-mails after a restart.</summary>
public sealed class KeptStoresTests : IDisposable
{
    private const string Resources = """
        'Key': {'Type': 'AWS::KMS::Key', 'Properties': {'KeySpec': 'ECC_NIST_P256', 'KeyUsage': 'SIGN_VERIFY', 'KeyPolicy': {}}},
        'Other': {'Type': 'AWS::KMS::Key', 'Properties': {'KeySpec': 'ECC_NIST_P256', 'KeyUsage': 'SIGN_VERIFY', 'KeyPolicy': {}}},
        'Alias': {'Type': 'AWS::KMS::Alias', 'Properties': {'AliasName': 'alias/sign', 'TargetKeyId': {'Ref': 'Key'}}},
        'Secret': {'Type': 'AWS::SecretsManager::Secret', 'Properties': {'Name': 'token-key', 'GenerateSecretString': {'PasswordLength': 40}}},
        'Stated': {'Type': 'AWS::SecretsManager::Secret', 'Properties': {'Name': 'stated', 'SecretString': 'one'}},
        'Parameter': {'Type': 'AWS::SSM::Parameter', 'Properties': {'Name': '/shop/color', 'Type': 'String', 'Value': 'red'}}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    [Fact]
    public async Task ASignature_OfBefore_IsValidAfter_UnderTheSameIdAndAlias()
    {
        var digest = new byte[32];
        string id;
        byte[] signature;
        await using (var before = await StartAsync())
        {
            id = before.Ref("Key");
            var signed = await before.Kms.SignAsync(new SignRequest
            {
                KeyId = "alias/sign",
                Message = new MemoryStream(digest),
                MessageType = MessageType.DIGEST,
                SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256,
            });
            signature = signed.Signature.ToArray();
        }

        await using var after = await StartAsync();
        var verified = await after.Kms.VerifyAsync(new VerifyRequest
        {
            KeyId = "alias/sign",
            Message = new MemoryStream(digest),
            MessageType = MessageType.DIGEST,
            Signature = new MemoryStream(signature),
            SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256,
        });

        Assert.True(verified.SignatureValid);
        Assert.EndsWith(id, verified.KeyId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGeneratedSecret_KeepsItsValue_AndOneThatWasPut_Too()
    {
        string generated;
        await using (var before = await StartAsync())
        {
            generated = await SecretAsync(before, "token-key");
            await before.Cloud.Services.GetRequiredService<AwsApi>().JsonAsync(
                "secretsmanager", "secretsmanager.PutSecretValue", new() { ["SecretId"] = "stated", ["SecretString"] = "two" }, default);
        }

        await using var after = await StartAsync();

        Assert.Equal(generated, await SecretAsync(after, "token-key"));
        Assert.Equal("two", await SecretAsync(after, "stated"));
        Assert.Equal("one", await SecretAsync(after, "stated", "AWSPREVIOUS"));
    }

    [Fact]
    public async Task ChangedAliasSecretAndParameter_AreApplied()
    {
        await using (await StartAsync())
        {
            // Deployed, that is all.
        }

        await using var after = await StartAsync(Resources
            .Replace("'TargetKeyId': {'Ref': 'Key'}", "'TargetKeyId': {'Ref': 'Other'}", StringComparison.Ordinal)
            .Replace("'one'", "'three'", StringComparison.Ordinal)
            .Replace("'red'", "'blue'", StringComparison.Ordinal));

        var key = (await after.Kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = "alias/sign" })).KeyMetadata.KeyId;
        Assert.Equal(after.Ref("Other"), key);
        Assert.Equal("three", await SecretAsync(after, "stated"));
        var parameter = await after.Cloud.Services.GetRequiredService<AwsApi>().JsonAsync("ssm", "AmazonSSM.GetParameter", new() { ["Name"] = "/shop/color" }, default);
        Assert.Equal(("blue", 2), ((string)parameter["Parameter"]!["Value"]!, (int)parameter["Parameter"]!["Version"]!));
    }

    [Fact]
    public async Task Emails_AreInTheOutboxAgain_OldestFirst()
    {
        await using (var before = await StartAsync())
            await SendAsync(before, "first 🎉");

        await using var after = await StartAsync();
        await SendAsync(after, "second");

        var emails = after.Cloud.Services.GetRequiredService<Outbox>().Emails;
        Assert.Equal(["first 🎉", "second"], emails.Select(email => email.Subject));
        Assert.Equal(["buyer@example.com"], emails[0].To);
        Assert.Equal("Hello", emails[0].Text);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<KeptCloud> StartAsync(string resources = Resources) => KeptCloud.StartAsync(folder, resources, "sns", "sqs", "s3", "dynamodb");

    private static async Task<string> SecretAsync(KeptCloud cloud, string name, string stage = "AWSCURRENT") =>
        (await cloud.Secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = name, VersionStage = stage })).SecretString;

    private static Task SendAsync(KeptCloud cloud, string subject) => cloud.Ses.SendEmailAsync(new SendEmailRequest
    {
        Source = "shop@example.com",
        Destination = new Destination { ToAddresses = ["buyer@example.com"] },
        Message = new Message { Subject = new Content(subject), Body = new Body { Text = new Content("Hello") } },
    });
}
