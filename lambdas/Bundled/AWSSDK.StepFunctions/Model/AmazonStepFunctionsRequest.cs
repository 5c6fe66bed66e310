using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>The base of all requests to the service.</summary>
public class AmazonStepFunctionsRequest : AmazonWebServiceRequest;
