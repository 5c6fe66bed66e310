#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

/// <summary>The caller may not do this.</summary>
public class AuthorizationErrorException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public AuthorizationErrorException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>Two entries of the batch have the same id.</summary>
public class BatchEntryIdsNotDistinctException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public BatchEntryIdsNotDistinctException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The batch is longer than 262,144 bytes.</summary>
public class BatchRequestTooLongException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public BatchRequestTooLongException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The batch has no entries.</summary>
public class EmptyBatchRequestException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public EmptyBatchRequestException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The endpoint is disabled.</summary>
public class EndpointDisabledException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public EndpointDisabledException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The account has too many filter policies.</summary>
public class FilterPolicyLimitExceededException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public FilterPolicyLimitExceededException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The service failed.</summary>
public class InternalErrorException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InternalErrorException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The id of a batch entry is malformed.</summary>
public class InvalidBatchEntryIdException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidBatchEntryIdException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>A parameter breaks its constraints.</summary>
public class InvalidParameterException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidParameterException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>A parameter breaks its constraints.</summary>
public class InvalidParameterValueException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidParameterValueException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>No such topic, subscription or endpoint.</summary>
public class NotFoundException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public NotFoundException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The platform application is disabled.</summary>
public class PlatformApplicationDisabledException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public PlatformApplicationDisabledException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The topic has too many subscriptions.</summary>
public class SubscriptionLimitExceededException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public SubscriptionLimitExceededException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The account publishes too fast.</summary>
public class ThrottledException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ThrottledException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The batch has more than ten entries.</summary>
public class TooManyEntriesInBatchRequestException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public TooManyEntriesInBatchRequestException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The account has too many topics.</summary>
public class TopicLimitExceededException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public TopicLimitExceededException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>A parameter breaks its constraints.</summary>
public class ValidationException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleNotificationServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ValidationException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}
