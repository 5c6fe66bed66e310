namespace Local.Template;

/// <summary>The assets of the cloud assembly that is being deployed.</summary>
public sealed class DeployedAssets : IAssetCatalog
{
    private CloudAssembly? assembly;

    public string PathOf(string s3Key) =>
        (assembly ?? throw new InvalidOperationException("No cloud assembly has been loaded yet.")).PathOf(s3Key);

    internal void Use(CloudAssembly loaded) => assembly = loaded;
}
