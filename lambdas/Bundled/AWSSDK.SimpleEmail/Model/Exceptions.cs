#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleEmail.Model;

/// <summary>The account may not send at present.</summary>
public class AccountSendingPausedException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleEmailServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public AccountSendingPausedException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>No such configuration set.</summary>
public class ConfigurationSetDoesNotExistException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleEmailServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ConfigurationSetDoesNotExistException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The configuration set may not send at present.</summary>
public class ConfigurationSetSendingPausedException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleEmailServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ConfigurationSetSendingPausedException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The MAIL FROM domain is not verified.</summary>
public class MailFromDomainNotVerifiedException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleEmailServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public MailFromDomainNotVerifiedException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The service refuses the message, for instance because an address is not verified.</summary>
public class MessageRejectedException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonSimpleEmailServiceException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public MessageRejectedException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}
