using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Lambda;
using Local.Template;

namespace Local.Tests.Lambda;

public sealed class FunctionResourcesTests
{
    private const string Sound = """
        {"Code":{"S3Bucket":"b","S3Key":"code.zip"},"Runtime":"provided.al2023","Handler":"bootstrap","Role":"arn:aws:iam::000000000000:role/r",
         "Timeout":"7","MemorySize":512,"Environment":{"Variables":{"A":"1"}},"LoggingConfig":{"LogFormat":"JSON"}}
        """;

    [Fact]
    public async Task Function_IsDeployedAsTheTemplateSays()
    {
        await using var host = new FunctionHost();
        var deployed = await CreateAsync(host, "AWS::Lambda::Function", Sound);
        Assert.Equal("Test-F", deployed.Ref);
        Assert.Equal("arn:aws:lambda:eu-west-1:000000000000:function:Test-F", deployed.Attributes["Arn"]);
        var function = host.Functions.Describe(deployed.Attributes["Arn"]);
        Assert.Equal(TimeSpan.FromSeconds(7), function.Timeout);
        Assert.Equal(512, function.MemorySize);
        Assert.Equal("1", function.Environment["A"]);
        Assert.Equal("JSON", function.Environment["AWS_LAMBDA_LOG_FORMAT"]);
    }

    [Theory]
    [InlineData("Runtime", "\"nodejs22.x\"")]
    [InlineData("Runtime", "null")]
    [InlineData("Layers", "[\"arn:aws:lambda:eu-west-1:1:layer:x:1\"]")]
    [InlineData("VpcConfig", "{}")]
    [InlineData("Code", """{"ZipFile":"exports.handler = 1"}""")]
    [InlineData("Code", """{"S3Key":"empty.zip"}""")]
    public async Task FunctionThatCannotRunHere_StopsTheDeployment_NamingTheProperty(string property, string value)
    {
        await using var host = new FunctionHost();
        var properties = JsonNode.Parse(Sound)!.AsObject();
        properties[property] = JsonNode.Parse(value);
        var refusal = await Assert.ThrowsAsync<DeploymentException>(() => CreateAsync(host, "AWS::Lambda::Function", properties.ToJsonString()));
        Assert.Contains(property, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Test/F", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VersionAndAlias_NameTheFunction()
    {
        await using var host = new FunctionHost();
        await CreateAsync(host, "AWS::Lambda::Function", Sound);
        var version = await CreateAsync(host, "AWS::Lambda::Version", """{"FunctionName":"Test-F"}""");
        Assert.EndsWith(":function:Test-F:1", version.Ref, StringComparison.Ordinal);
        var alias = await CreateAsync(host, "AWS::Lambda::Alias", """{"FunctionName":"Test-F","Name":"live","FunctionVersion":"1"}""");
        Assert.Equal("Test-F", host.Functions.Describe(alias.Ref).Name);
    }

    [Fact]
    public async Task Permission_AllowsItsPrincipal_ForItsSource()
    {
        await using var host = new FunctionHost();
        var permissions = new FunctionPermissions();
        await CreateAsync(host, "AWS::Lambda::Permission", """
            {"Action":"lambda:InvokeFunction","FunctionName":"Test-F","Principal":"apigateway.amazonaws.com","SourceArn":"arn:aws:execute-api:r:a:api/*/GET/x"}
            """, permissions);
        Assert.True(permissions.Allows("arn:aws:lambda:r:a:function:Test-F", "apigateway.amazonaws.com", "arn:aws:execute-api:r:a:api/prod/GET/x"));
        Assert.False(permissions.Allows("Test-F:live", "apigateway.amazonaws.com", "arn:aws:execute-api:r:a:api/prod/GET/x"));
        Assert.False(permissions.Allows("Test-F", "apigateway.amazonaws.com", "arn:aws:execute-api:r:a:api/prod/POST/x"));
        Assert.False(permissions.Allows("Test-F", "events.amazonaws.com", "arn:aws:execute-api:r:a:api/prod/GET/x"));
        Assert.False(permissions.Allows("Test-G", "apigateway.amazonaws.com", "arn:aws:execute-api:r:a:api/prod/GET/x"));
    }

    private static Task<DeployedResource> CreateAsync(FunctionHost host, string type, string properties, FunctionPermissions? permissions = null) =>
        new FunctionResources(host.Functions, permissions ?? new(), new Assets(), new LambdaOptions()).CreateAsync(
            new TemplateResource("Test", "F", type, "Test/F", JsonNode.Parse(properties)!.AsObject()), CancellationToken.None);

    private sealed class Assets : IAssetCatalog
    {
        public string PathOf(string s3Key) => s3Key == "code.zip" ? AppContext.BaseDirectory : Path.GetTempPath();
    }
}
