#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService;

/// <summary>An error that the service answered; the base of all of them.</summary>
public class AmazonSimpleNotificationServiceException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public AmazonSimpleNotificationServiceException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}
