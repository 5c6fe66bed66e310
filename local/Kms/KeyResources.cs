using System.Text.Json.Nodes;
using Local.Data;
using Local.Deployment;
using Local.Endpoint;
using Local.Iam;

namespace Local.Kms;

/// <summary>Creates keys and aliases.</summary>
internal sealed class KeyResources(AwsApi aws, PolicyRegistry policies, DataFolder data) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::KMS::Key"] = (Fidelity.Run, "signing keys sign, key policies are enforced; rotation is not emulated"),
        ["AWS::KMS::Alias"] = (Fidelity.Run, ""),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation) => resource.Type switch
    {
        "AWS::KMS::Key" => CreateKeyAsync(resource, cancellation),
        _ => CreateAliasAsync(resource, cancellation),
    };

    public bool IsKept => true;

    public async Task<DeployedResource> UpdateAsync(TemplateResource resource, KeptResource earlier, CancellationToken cancellation)
    {
        if (resource.Type == "AWS::KMS::Key")
        {
            resource.ChangesSince(earlier, "EnableKeyRotation", "KeyPolicy", "PendingWindowInDays", "RotationPeriodInDays", "Tags");
            KeepPolicy(resource, earlier.Attributes["Arn"]);
        }
        else if (resource.ChangesSince(earlier, "TargetKeyId").Count > 0)
            await SetAliasAsync("UpdateAlias", resource, cancellation);
        return earlier.Deployed;
    }

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
        KeepPolicy(resource, (string)key["Arn"]!);
        return new(id, new Dictionary<string, string> { ["Arn"] = (string)key["Arn"]!, ["KeyId"] = id });
    }

    /// <summary>A key without a policy leaves everything to the policies of its account, as the default policy of KMS does.</summary>
    private void KeepPolicy(TemplateResource resource, string arn)
    {
        var byDefault = new JsonObject
        {
            ["Statement"] = new JsonObject
            {
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["AWS"] = arn.Split(':')[4] },
                ["Action"] = "kms:*",
                ["Resource"] = "*",
            },
        };
        var document = resource.Map("KeyPolicy") is { Count: > 0 } policy ? policy : byDefault;
        policies.Put(arn, $"{resource.Stack}/{resource.LogicalId}", resource.Statements("KeyPolicy", document, ofResource: true));
    }

    private async Task<DeployedResource> CreateAliasAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("AliasName", "TargetKeyId");
        try
        {
            await SetAliasAsync("CreateAlias", resource, cancellation);
        }
        catch (AwsApiException exception) when (exception.Code == "AlreadyExistsException" && data.Path is not null)
        {
            // The local cloud was killed before it could note that the alias is there.
            await SetAliasAsync("UpdateAlias", resource, cancellation);
        }
        return new(resource.RequiredText("AliasName"), new Dictionary<string, string>());
    }

    private Task SetAliasAsync(string operation, TemplateResource resource, CancellationToken cancellation)
    {
        var request = new JsonObject { ["AliasName"] = resource.RequiredText("AliasName"), ["TargetKeyId"] = resource.RequiredText("TargetKeyId") };
        return aws.JsonAsync("kms", $"TrentService.{operation}", request, cancellation);
    }
}
