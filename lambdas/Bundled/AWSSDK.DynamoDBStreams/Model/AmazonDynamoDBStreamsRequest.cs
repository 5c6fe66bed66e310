using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

/// <summary>The base of all requests to the service.</summary>
public class AmazonDynamoDBStreamsRequest : AmazonWebServiceRequest;
