using Cdk;

namespace Template.Tests;

public sealed class ConfigurationTests
{
    [Theory]
    [InlineData("stage", "staging", "'development', 'production'")]
    [InlineData("lambdaAssets", "docker", "'aot', 'readytorun-arm64', 'build'")]
    [InlineData("lambdaRoot", "/there/is/no/such/folder", "no folder")]
    [InlineData("stripeApiUrl", "api.stripe.com", "no http or https URL")]
    [InlineData("storefrontDomain", "https://shop.test", "no domain name")]
    [InlineData("storefrontCertificate", "arn:aws:acm:eu-west-1:123456789012:certificate/1", "no ACM certificate in us-east-1")]
    [InlineData("mainApp", "none", "'stand-in', 'own'")]
    [InlineData("mainAppUrl", "ftp://app.shop.test", "no http or https URL")]
    [InlineData("senderAddress", "Shop <shop@shop.test>", "no plain e-mail address")]
    [InlineData("signingKeys", "1,,2", "letters and digits")]
    [InlineData("signingKeys", "1, 2", "letters and digits")]
    [InlineData("signingKeys", "2,1,2", "different names")]
    [InlineData("tokenCache", "redis", "'dynamodb', 'valkey'")]
    [InlineData("runbookUrl", "docs/operations.md", "no http or https URL")]
    [InlineData("alarmTopicArn", "arn:aws:sqs:eu-west-1:123456789012:operators", "no ARN of an SNS topic")]
    [InlineData("throttleRate", "0", "no positive whole number")]
    [InlineData("throttleBurst", "many", "no positive whole number")]
    public void UnknownValue_IsRefused_WithItsKeyAndWhatItCanBe(string key, string value, string reason)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(new() { [key] = value }));

        Assert.Contains($"'{key}' is '{value}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mainAppUrl")]
    [InlineData("senderAddress")]
    public void Production_WithoutAnAddressOfItsOwn_IsRefused(string missing)
    {
        var context = new Dictionary<string, object>
        {
            ["stage"] = "production",
            ["mainAppUrl"] = "https://app.shop.test",
            ["senderAddress"] = "orders@shop.test",
        };
        context.Remove(missing);

        var error = Assert.Throws<ConfigurationException>(() => Read(context));

        Assert.Contains($"'{missing}' is required", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("storefrontDomain", "shop.test")]
    [InlineData("storefrontCertificate", "arn:aws:acm:us-east-1:123456789012:certificate/1")]
    public void DomainWithoutCertificate_OrTheOtherWayRound_IsRefused(string key, string value)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(new() { [key] = value }));

        Assert.Equal("The context values 'storefrontDomain' and 'storefrontCertificate' need each other.", error.Message);
    }

    [Theory]
    [InlineData("development", MainAppMode.StandIn)]
    [InlineData("production", MainAppMode.Own)]
    public void Application_IsTheStandInForDevelopment_AndTheDeployersOwnInProduction(string stage, MainAppMode expected)
    {
        var context = new Dictionary<string, object>
        {
            ["stage"] = stage, ["mainAppUrl"] = "https://app.shop.test/", ["senderAddress"] = "orders@shop.test",
        };

        Assert.Equal((expected, "https://app.shop.test"), (Read(context).MainApp, Read(context).MainAppUrl));
    }

    [Fact]
    public void OwnApplication_NeedsItsUrl_TheStandInDoesNot()
    {
        Assert.Null(Read(new() { ["mainApp"] = "stand-in" }).MainAppUrl);
        Assert.Throws<ConfigurationException>(() => Read(new() { ["mainApp"] = "own" }));
    }

    [Fact]
    public void NoContext_IsADevelopmentStackForARealDeploy()
    {
        var config = Read([]);

        Assert.False(config.IsProduction);
        Assert.Equal(LambdaAssetMode.Aot, config.LambdaAssets);
        Assert.Equal("https://api.stripe.com", config.StripeApiUrl);
    }

    [Fact]
    public void NumbersOfTheContext_ComeAsTextOrAsNumbers()
    {
        Assert.Equal(50, Read(new() { ["throttleRate"] = "50" }).ThrottleRate);
        Assert.Equal(50, Read(new() { ["throttleRate"] = 50d }).ThrottleRate);
    }

    [Fact]
    public async Task UnknownValue_EndsTheSynth_WithAMessageAndNoStackTrace()
    {
        using var output = new TemporaryFolder();

        var (exitCode, errors) = await CdkApp.SynthesizeAsync(output.Path, new() { ["stage"] = "staging" });

        Assert.Equal(1, exitCode);
        Assert.Equal("The context value 'stage' is 'staging'; it can be 'development', 'production'.", errors.Trim());
    }

    [Fact]
    public async Task FunctionThatIsNotBuilt_EndsTheSynth_WithTheCommandThatBuildsIt()
    {
        using var output = new TemporaryFolder();

        var (exitCode, errors) = await CdkApp.SynthesizeAsync(
            output.Path, new() { ["lambdaAssets"] = "build", ["lambdaRoot"] = output.Below("lambdas") });

        Assert.Equal(1, exitCode);
        Assert.Contains("isn't built", errors, StringComparison.Ordinal);
        Assert.Contains("dotnet build", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StorefrontThatIsNotBuilt_EndsTheSynth_WithTheCommandThatBuildsIt()
    {
        using var output = new TemporaryFolder();
        foreach (var function in Functions.All)
            output.Write($"lambdas/{function}/bin/{Synthesis.BuildConfiguration}/net10.0/bootstrap", "stands for the function");

        var (exitCode, errors) = await CdkApp.SynthesizeAsync(
            output.Path, new() { ["lambdaAssets"] = "build", ["lambdaRoot"] = output.Below("lambdas"), ["webRoot"] = output.Below("web") });

        Assert.Equal(1, exitCode);
        Assert.Contains("The storefront isn't built", errors, StringComparison.Ordinal);
        Assert.Contains("npm run build", errors, StringComparison.Ordinal);
    }

    private static PlatformConfig Read(Dictionary<string, object> context) => PlatformConfig.Read(context.GetValueOrDefault);
}
