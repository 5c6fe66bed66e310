#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions;

/// <summary>An error that the service answered; the base of all of them.</summary>
public class AmazonStepFunctionsException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public AmazonStepFunctionsException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}
