using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>The base of all requests to the service.</summary>
public class AmazonSecretsManagerRequest : AmazonWebServiceRequest;
