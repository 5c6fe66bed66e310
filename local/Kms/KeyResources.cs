using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Endpoint;

namespace Local.Kms;

/// <summary>Creates keys and aliases.</summary>
internal sealed class KeyResources(AwsApi aws) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::KMS::Key"] = (Fidelity.Run, "signing keys sign; rotation and key policies are not emulated"),
        ["AWS::KMS::Alias"] = (Fidelity.Run, ""),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation) => resource.Type switch
    {
        "AWS::KMS::Key" => CreateKeyAsync(resource, cancellation),
        _ => CreateAliasAsync(resource, cancellation),
    };

    private async Task<DeployedResource> CreateKeyAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("Description", "Enabled", "EnableKeyRotation", "KeyPolicy", "KeySpec", "KeyUsage", "PendingWindowInDays", "RotationPeriodInDays", "Tags");
        var request = new JsonObject();
        foreach (var name in (string[])["Description", "KeySpec", "KeyUsage"])
        {
            if (resource.Text(name) is { } value)
                request[name] = value;
        }
        var key = (await aws.JsonAsync("kms", "TrentService.CreateKey", request, cancellation))["KeyMetadata"]!;
        var id = (string)key["KeyId"]!;
        return new(id, new Dictionary<string, string> { ["Arn"] = (string)key["Arn"]!, ["KeyId"] = id });
    }

    private async Task<DeployedResource> CreateAliasAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("AliasName", "TargetKeyId");
        var alias = resource.RequiredText("AliasName");
        var request = new JsonObject { ["AliasName"] = alias, ["TargetKeyId"] = resource.RequiredText("TargetKeyId") };
        await aws.JsonAsync("kms", "TrentService.CreateAlias", request, cancellation);
        return new(alias, new Dictionary<string, string>());
    }
}
