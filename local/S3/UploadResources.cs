using Local.Deployment;

namespace Local.S3;

/// <summary>
/// The CDK's BucketDeployment. In AWS a Lambda function unpacks the asset and calls the AWS CLI; here the folder is uploaded at once, so
/// function and CLI are left out.
/// </summary>
internal sealed class UploadResources(BucketUpload upload, LocalCloudOptions options) : IResourceHandler
{
    private const string Upload = "Custom::CDKBucketDeployment";
    private const string Function = "AWS::Lambda::Function";
    private const string Layer = "AWS::Lambda::LayerVersion";

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        [Upload] = (Fidelity.Run, ""),
        [Function] = (Fidelity.NotEmulated, $"the function of {Upload}: its work is done here"),
        [Layer] = (Fidelity.NotEmulated, $"the AWS CLI of {Upload}"),
    };

    public bool Takes(string type, string path) => type switch
    {
        Function => path.Contains($"/{Upload}", StringComparison.Ordinal),
        Layer => path.Contains("/AwsCliLayer/", StringComparison.Ordinal),
        _ => type == Upload,
    };

    public async Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        if (resource.Type == Upload)
            await upload.RunAsync(resource, cancellation);
        var (name, kind) = (resource.LogicalId, resource.Type == Layer ? "layer" : "function");
        var arn = $"arn:aws:lambda:{options.Region}:{options.AccountId}:{kind}:{name}";
        return new DeployedResource(resource.Type == Layer ? $"{arn}:1" : name, new Dictionary<string, string> { ["Arn"] = arn });
    }
}
