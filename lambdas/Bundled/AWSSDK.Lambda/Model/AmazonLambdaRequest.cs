using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>The base of all requests to the service.</summary>
public class AmazonLambdaRequest : AmazonWebServiceRequest;
