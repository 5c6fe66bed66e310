using Amazon.DynamoDBStreams.Model;
using Bundled.Shared;

namespace Amazon.DynamoDBStreams.Internal;

/// <summary>The exception of each error code.</summary>
internal static class Errors
{
    internal static ErrorFactory Factory { get; } = new(
        (message, inner, type, code, requestId, status) => new AmazonDynamoDBStreamsException(message, inner, type, code, requestId, status),
        new()
        {
            ["ExpiredIteratorException"] = (message, inner, type, code, requestId, status) =>
                new ExpiredIteratorException(message, inner, type, code, requestId, status),
            ["InternalServerError"] = (message, inner, type, code, requestId, status) =>
                new InternalServerErrorException(message, inner, type, code, requestId, status),
            ["LimitExceededException"] = (message, inner, type, code, requestId, status) =>
                new LimitExceededException(message, inner, type, code, requestId, status),
            ["ResourceNotFoundException"] = (message, inner, type, code, requestId, status) =>
                new ResourceNotFoundException(message, inner, type, code, requestId, status),
            ["TrimmedDataAccessException"] = (message, inner, type, code, requestId, status) =>
                new TrimmedDataAccessException(message, inner, type, code, requestId, status),
        });
}
