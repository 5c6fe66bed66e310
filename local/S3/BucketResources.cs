using Local.Deployment;

namespace Local.S3;

/// <summary>Creates buckets.</summary>
internal sealed class BucketResources(S3Objects objects, LocalCloudOptions options) : IResourceHandler
{
    /// <summary>As S3 limits it.</summary>
    private const int LongestName = 63;

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::S3::Bucket"] = (Fidelity.Run, "fauxqs; encryption at rest, expiry and the block of public access are not emulated"),
    };

    public bool IsKept => true;

    public Task<DeployedResource> UpdateAsync(TemplateResource resource, KeptResource earlier, CancellationToken cancellation)
    {
        // All but the name is either not emulated or does nothing here.
        resource.ChangesSince(
            earlier, "BucketEncryption", "LifecycleConfiguration", "OwnershipControls", "PublicAccessBlockConfiguration", "Tags");
        return Task.FromResult(earlier.Deployed);
    }

    public async Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly(
            "BucketEncryption", "BucketName", "LifecycleConfiguration", "OwnershipControls", "PublicAccessBlockConfiguration", "Tags");
        var name = resource.PhysicalName("BucketName").ToLowerInvariant();
        name = name[..Math.Min(name.Length, LongestName)];
        await objects.CreateBucketAsync(name, cancellation);
        return new DeployedResource(name, new Dictionary<string, string>
        {
            ["Arn"] = $"arn:aws:s3:::{name}",
            ["DomainName"] = $"{name}.s3.amazonaws.com",
            ["RegionalDomainName"] = $"{name}.s3.{options.Region}.amazonaws.com",
        });
    }
}
