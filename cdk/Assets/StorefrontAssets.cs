using Amazon.CDK;
using Amazon.CDK.AWS.S3.Deployment;
using AssetOptions = Amazon.CDK.AWS.S3.Assets.AssetOptions;

namespace Cdk.Assets;

/// <summary>The pages of the storefront, built or taken as they lie, as the functions are.</summary>
internal sealed class StorefrontAssets(LambdaAssetMode mode, string webRoot)
{
    private readonly StorefrontBuild build = new(webRoot);

    /// <summary>Why the storefront couldn't be built, if it couldn't.</summary>
    public string? Failure { get; private set; }

    public ISource Pages() => mode == LambdaAssetMode.Build ? Export() : Build();

    private ISource Export()
    {
        if (!File.Exists(Path.Combine(build.Export, "index.html")))
        {
            throw new ConfigurationException(
                $"The storefront isn't built: {Path.Combine(build.Export, "index.html")} is missing. "
                + $"Build it with: npm ci --prefix {webRoot} && npm run build --prefix {webRoot}");
        }

        return Source.Asset(build.Export, Hashed(SourceTree.HashOf(build.Export, SourceTree.Files(build.Export))));
    }

    private ISource Build()
    {
        if (!File.Exists(Path.Combine(webRoot, "package-lock.json")))
            throw new ConfigurationException($"The storefront has no sources: {Path.Combine(webRoot, "package-lock.json")} is missing.");

        // Unchanged sources are found in the output folder under their hash, and aren't built again.
        var options = Hashed(build.SourceHash);
        options.Bundling = new BundlingOptions
        {
            Image = DockerImage.FromRegistry("never-used"),
            Local = new LocalExport(build, failure => Failure = failure),
        };
        return Source.Asset(webRoot, options);
    }

    private static AssetOptions Hashed(string hash) => new() { AssetHashType = AssetHashType.CUSTOM, AssetHash = hash };
}
