using System.Text.Json.Nodes;
using Local.Data;
using Local.Deployment;
using Local.Endpoint;

namespace Local.Ssm;

/// <summary>Creates parameters.</summary>
internal sealed class ParameterResources(AwsApi aws, DataFolder data) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::SSM::Parameter"] = (Fidelity.Run, ""),
    };

    public bool IsKept => true;

    public Task<DeployedResource> UpdateAsync(TemplateResource resource, KeptResource earlier, CancellationToken cancellation) =>
        resource.ChangesSince(earlier, "Type", "Value", "Description", "DataType", "Tier", "Tags").Count > 0
            ? CreateAsync(resource, cancellation)
            : Task.FromResult(earlier.Deployed);

    public async Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("Name", "Type", "Value", "Description", "DataType", "Tier", "Tags");
        var (name, type, value) = (resource.PhysicalName("Name"), resource.RequiredText("Type"), resource.RequiredText("Value"));
        var request = new JsonObject { ["Name"] = name, ["Type"] = type, ["Value"] = value, ["Overwrite"] = data.Path is not null };
        await aws.JsonAsync("ssm", "AmazonSSM.PutParameter", request, cancellation);
        return new(name, new Dictionary<string, string> { ["Type"] = type, ["Value"] = value });
    }
}
