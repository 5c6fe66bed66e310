using System.Collections.Immutable;

namespace Local.Template;

/// <summary>The assets of the cloud assemblies that have been deployed.</summary>
public sealed class DeployedAssets : IAssetCatalog
{
    private ImmutableStack<CloudAssembly> assemblies = [];

    public string PathOf(string s3Key) => assemblies.IsEmpty
        ? throw new InvalidOperationException("No cloud assembly has been loaded yet.")
        : (assemblies.FirstOrDefault(assembly => assembly.Has(s3Key)) ?? assemblies.Peek()).PathOf(s3Key);

    internal void Use(CloudAssembly loaded) => assemblies = assemblies.Push(loaded);
}
