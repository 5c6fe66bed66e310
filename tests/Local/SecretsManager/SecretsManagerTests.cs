using System.Text.Json.Nodes;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Local.SecretsManager;
using Local.Tests.Support;

namespace Local.Tests.SecretsManager;

public sealed class SecretsManagerTests(SecretsManagerTests.Secrets fixture) : IClassFixture<SecretsManagerTests.Secrets>, IDisposable
{
    private readonly AmazonSecretsManagerClient secrets = new(
        TestCloud.Developer,
        new AmazonSecretsManagerConfig { ServiceURL = fixture.Cloud.AwsUrl.ToString(), AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

    [Fact]
    public async Task AGeneratedSecret_HasLengthAndCharacters_OfTheTemplate()
    {
        var value = await ValueAsync("Token");

        Assert.Equal(64, value.Length);
        Assert.All(value, character => Assert.True(char.IsAsciiLetterOrDigit(character)));
        Assert.Contains(value, char.IsAsciiDigit);
        Assert.NotEqual(value, await ValueAsync("OtherToken"));
    }

    [Fact]
    public async Task AGeneratedSecret_FillsTheTemplateString()
    {
        var value = JsonNode.Parse(await ValueAsync("Login"))!;

        Assert.Equal("shop", (string?)value["user"]);
        Assert.Equal(32, ((string?)value["password"])!.Length);
    }

    [Fact]
    public async Task TheValue_IsFoundByName_AndByArn()
    {
        var byArn = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = fixture.Ref("Named") });
        var byName = await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "platform/named" });

        Assert.Equal("value", byArn.SecretString);
        Assert.Equal(byArn.VersionId, byName.VersionId);
        Assert.Matches("^arn:aws:secretsmanager:eu-west-1:000000000000:secret:platform/named-[A-Za-z0-9]{6}$", byArn.ARN);
    }

    [Fact]
    public Task AnUnknownSecret_IsNotFound() => Assert.ThrowsAsync<ResourceNotFoundException>(
        () => secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "none" }));

    [Theory]
    [InlineData("Shop/BillingGates/StripeSecret/Resource", "seed")]
    [InlineData("Shop/BillingGates/OtherSecret/Resource", null)]
    [InlineData("StripeSecret", null)]
    public void ASeed_IsForTheConstruct_ThatHasItsName(string path, string? expected) => Assert.Equal(
        expected, new SecretSeeds(new Dictionary<string, string> { ["StripeSecret"] = "seed" }).For(path));

    public void Dispose() => secrets.Dispose();

    private async Task<string> ValueAsync(string logicalId) =>
        (await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = fixture.Ref(logicalId) })).SecretString;

    public sealed class Secrets() : TestCloud("""
        {'Resources': {
          'Token': {'Type': 'AWS::SecretsManager::Secret', 'Properties': {'GenerateSecretString': {'ExcludePunctuation': true, 'PasswordLength': 64}}},
          'OtherToken': {'Type': 'AWS::SecretsManager::Secret', 'Properties': {'GenerateSecretString': {'ExcludePunctuation': true, 'PasswordLength': 64}}},
          'Login': {'Type': 'AWS::SecretsManager::Secret', 'Properties': {
            'GenerateSecretString': {'SecretStringTemplate': '{\"user\":\"shop\"}', 'GenerateStringKey': 'password'}}},
          'Named': {'Type': 'AWS::SecretsManager::Secret', 'Properties': {'Name': 'platform/named', 'SecretString': 'value'}}
        }}
        """, emulators: false);
}
