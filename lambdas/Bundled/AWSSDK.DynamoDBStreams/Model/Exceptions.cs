#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

/// <summary>The shard iterator is older than 15 minutes.</summary>
public class ExpiredIteratorException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonDynamoDBStreamsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ExpiredIteratorException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The service failed.</summary>
public class InternalServerErrorException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonDynamoDBStreamsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InternalServerErrorException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>More than two readers read the same shard, or more than 1000 records were asked for.</summary>
public class LimitExceededException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonDynamoDBStreamsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public LimitExceededException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>No such stream or shard.</summary>
public class ResourceNotFoundException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonDynamoDBStreamsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ResourceNotFoundException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The position is older than the 24 hours that a stream keeps.</summary>
public class TrimmedDataAccessException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonDynamoDBStreamsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public TrimmedDataAccessException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}
