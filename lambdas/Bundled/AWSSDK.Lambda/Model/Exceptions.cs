#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.Lambda.Model;

/// <summary>A parameter breaks its constraints.</summary>
public class InvalidParameterValueException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidParameterValueException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The payload is not valid JSON.</summary>
public class InvalidRequestContentException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidRequestContentException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The runtime is not supported.</summary>
public class InvalidRuntimeException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidRuntimeException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The function is in a loop of invocations, which was stopped.</summary>
public class RecursiveInvocationException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public RecursiveInvocationException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The payload is larger than 6 MB, or 1 MB for an event.</summary>
public class RequestTooLargeException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public RequestTooLargeException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The function changes at the moment.</summary>
public class ResourceConflictException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ResourceConflictException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>No such function, version or alias.</summary>
public class ResourceNotFoundException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ResourceNotFoundException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The function is inactive; the invocation makes it active again.</summary>
public class ResourceNotReadyException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ResourceNotReadyException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The service failed.</summary>
public class ServiceException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ServiceException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The concurrency of the function or account is used up.</summary>
public class TooManyRequestsException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public TooManyRequestsException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The payload is not JSON.</summary>
public class UnsupportedMediaTypeException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonLambdaException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public UnsupportedMediaTypeException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}
