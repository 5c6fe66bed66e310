using Amazon.Runtime;

namespace Amazon.SimpleEmail.Model;

/// <summary>The base of all requests to the service.</summary>
public class AmazonSimpleEmailServiceRequest : AmazonWebServiceRequest;
