using Amazon.CDK;
using Cdk;
using Cdk.Assets;
using Environment = System.Environment;

// Node 20 runs CDK well; without this the runtime prints eleven lines about its end of life on every synth.
Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "18,20");

var app = new App(new AppProps
{
    // The CDK CLI says where it expects the assembly; without it the CDK would write to a random folder.
    Outdir = Environment.GetEnvironmentVariable("CDK_OUTDIR") ?? "cdk.out",
    AnalyticsReporting = false,
    PostCliContext = FixedContext.Values,
});

LambdaAssets? assets = null;
StorefrontAssets? pages = null;
try
{
    var config = PlatformConfig.Read(app.Node.TryGetContext);
    assets = new LambdaAssets(config.LambdaAssets, config.LambdaRoot, app.Node);
    pages = new StorefrontAssets(config.LambdaAssets, config.WebRoot);
    var platform = Consumers.Includes(config.Stacks, Consumers.Platform) ? AddPlatform(config, assets, pages) : null;
    Consumers.AddTo(app, config, assets, platform);
    app.Synth();
    return 0;
}
catch (ConfigurationException error)
{
    Console.Error.WriteLine(error.Message);
}
catch (Exception) when ((assets?.Failure ?? pages?.Failure) is not null)
{
    Console.Error.WriteLine(assets!.Failure ?? pages!.Failure);
}

return 1;

PlatformStack AddPlatform(PlatformConfig config, LambdaAssets functions, StorefrontAssets storefront)
{
    var tokenCache = config.TokenCache == TokenCacheMode.Valkey ? new TokenCacheStack(app, "AwsPlatformTokenCache", config) : null;
    var platform = new PlatformStack(app, "AwsPlatform", config, functions, tokenCache);
    new StorefrontStack(app, "AwsPlatformStorefront", config, storefront, platform.Api);
    if (config.Analytics)
        new AnalyticsStack(app, "AwsPlatformAnalytics", platform.Platform, platform.Sources, platform.Api.LoggingAccount);
    return platform;
}
