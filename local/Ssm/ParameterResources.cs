using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Endpoint;

namespace Local.Ssm;

/// <summary>Creates parameters.</summary>
internal sealed class ParameterResources(AwsApi aws) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::SSM::Parameter"] = (Fidelity.Run, ""),
    };

    public async Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("Name", "Type", "Value", "Description", "DataType", "Tier", "Tags");
        var (name, type, value) = (resource.PhysicalName("Name"), resource.RequiredText("Type"), resource.RequiredText("Value"));
        var request = new JsonObject { ["Name"] = name, ["Type"] = type, ["Value"] = value };
        await aws.JsonAsync("ssm", "AmazonSSM.PutParameter", request, cancellation);
        return new(name, new Dictionary<string, string> { ["Type"] = type, ["Value"] = value });
    }
}
