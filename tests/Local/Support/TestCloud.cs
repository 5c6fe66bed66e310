using Amazon.Runtime;
using Local.Endpoint;

namespace Local.Tests.Support;

/// <summary>A local cloud on free ports that deploys a template of the test's own.</summary>
/// <param name="emulators">Start the emulators; without them, what they emulate answers nobody.</param>
/// <param name="tables">Start DynamoDB too, which takes the longest.</param>
/// <param name="enforced">Hold calls against the policies of the template.</param>
public abstract class TestCloud(string template, bool emulators, bool tables = true, bool enforced = false) : IAsyncLifetime
{
    private readonly AssemblyFolder folder = new AssemblyFolder().With("Test", template);
    private readonly StringWriter output = new();
    private LocalCloud? cloud;

    public LocalCloud Cloud => cloud!;

    public static AWSCredentials Developer { get; } = new BasicAWSCredentials(CredentialRegistry.DeveloperKey, CredentialRegistry.DeveloperKey);

    /// <summary>What it printed.</summary>
    public string Output => output.ToString();

    /// <summary>Where a resource of the template got its name, ARN or URL.</summary>
    public string Ref(string logicalId) => Cloud.Deployment.Resources.Single(resource => resource.Definition.LogicalId == logicalId).Deployed.Ref;

    public string Attribute(string logicalId, string attribute) =>
        Cloud.Deployment.Resources.Single(resource => resource.Definition.LogicalId == logicalId).Deployed.Attributes[attribute];

    /// <summary>What the template's assets are, for templates that have any.</summary>
    protected AssemblyFolder Assembly => folder;

    public async Task InitializeAsync() => cloud = await LocalCloud.StartAsync(new LocalCloudOptions
    {
        PublicPort = 0,
        AwsPort = 0,
        Quiet = true,
        CloudAssembly = folder.Path,
        Output = output,
        Configure = enforced ? null : EverythingAllowed.In,
        Endpoints = Nowhere(emulators ? tables ? [] : ["dynamodb"] : ["sns", "sqs", "s3", "dynamodb"]),
    });

    public async Task DisposeAsync()
    {
        await Cloud.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Port 1 answers nobody; replaced services need no emulator.</summary>
    private static Dictionary<string, Uri> Nowhere(string[] services) =>
        services.ToDictionary(service => service, _ => new Uri("http://127.0.0.1:1"));
}
