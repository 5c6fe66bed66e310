using Amazon.Runtime;
using Local.Endpoint;

namespace Local.Tests.Support;

/// <summary>A local cloud on free ports that deploys a template of the test's own.</summary>
public abstract class TestCloud(string template, bool emulators) : IAsyncLifetime
{
    private readonly AssemblyFolder folder = new AssemblyFolder().With("Test", template);
    private LocalCloud? cloud;

    public LocalCloud Cloud => cloud!;

    public static AWSCredentials Developer { get; } = new BasicAWSCredentials(CredentialRegistry.DeveloperKey, CredentialRegistry.DeveloperKey);

    /// <summary>Where a resource of the template got its name, ARN or URL.</summary>
    public string Ref(string logicalId) => Cloud.Deployment.Resources.Single(resource => resource.Definition.LogicalId == logicalId).Deployed.Ref;

    public string Attribute(string logicalId, string attribute) =>
        Cloud.Deployment.Resources.Single(resource => resource.Definition.LogicalId == logicalId).Deployed.Attributes[attribute];

    public async Task InitializeAsync() => cloud = await LocalCloud.StartAsync(new LocalCloudOptions
    {
        PublicPort = 0,
        AwsPort = 0,
        Quiet = true,
        CloudAssembly = folder.Path,
        Output = TextWriter.Null,
        Endpoints = emulators ? new Dictionary<string, Uri>() : Nowhere,
    });

    public async Task DisposeAsync()
    {
        await Cloud.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Port 1 answers nobody; replaced services need no emulator.</summary>
    private static Dictionary<string, Uri> Nowhere { get; } =
        ((string[])["sns", "sqs", "s3", "dynamodb"]).ToDictionary(service => service, _ => new Uri("http://127.0.0.1:1"));
}
