using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Tests.Bundled.Support;

namespace Tests.Bundled.Clients;

public sealed class SecretsManagerTests
{
    [Fact]
    public async Task GetSecretValue_OnTheWire_IsSignedJson()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(CannedAnswer.Json(
            """{"ARN":"arn","Name":"n","VersionId":"v","SecretString":"s","SecretBinary":"AP8=","VersionStages":["AWSCURRENT"],"CreatedDate":1.5}"""));
        using var client = Client(endpoint);

        var secret = await client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "stripe", VersionStage = "AWSPREVIOUS" });

        var request = Assert.Single(endpoint.Requests);
        Assert.Equal("secretsmanager.GetSecretValue", request.Headers["x-amz-target"]);
        Assert.Equal("application/x-amz-json-1.1", request.Headers["content-type"]);
        Assert.Equal("""{"SecretId":"stripe","VersionStage":"AWSPREVIOUS"}""", request.Text);
        SignatureVersion4.AssertSigned(request, "eu-west-1", "secretsmanager");
        Assert.Equal(("arn", "n", "v", "s"), (secret.ARN, secret.Name, secret.VersionId, secret.SecretString));
        Assert.Equal([0, 255], secret.SecretBinary.ToArray());
        Assert.Equal(["AWSCURRENT"], secret.VersionStages);
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1.5), secret.CreatedDate);
    }

    [Fact]
    public async Task Error_OfAMissingSecret_IsTheTypedException()
    {
        await using var endpoint = await AwsEndpoint.StartAsync(
            CannedAnswer.Json("""{"__type":"ResourceNotFoundException","Message":"Can't find the secret."}""", 400));
        using var client = Client(endpoint);

        var thrown = await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => client.GetSecretValueAsync(new GetSecretValueRequest { SecretId = "x" }));

        Assert.Equal("Can't find the secret.", thrown.Message);
    }

    private static AmazonSecretsManagerClient Client(AwsEndpoint endpoint) =>
        new(AwsEndpoint.Credentials, endpoint.Configure(new AmazonSecretsManagerConfig()));
}
