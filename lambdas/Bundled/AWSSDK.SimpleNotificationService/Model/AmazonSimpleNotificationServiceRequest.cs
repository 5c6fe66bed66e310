using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>The base of all requests to the service.</summary>
public class AmazonSimpleNotificationServiceRequest : AmazonWebServiceRequest;
