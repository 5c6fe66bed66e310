using Amazon.Lambda.Model;
using Bundled.Shared;

namespace Amazon.Lambda.Internal;

/// <summary>The exception of each error code.</summary>
internal static class Errors
{
    internal static ErrorFactory Factory { get; } = new(
        (message, inner, type, code, requestId, status) => new AmazonLambdaException(message, inner, type, code, requestId, status),
        new()
        {
            ["InvalidParameterValueException"] = (message, inner, type, code, requestId, status) =>
                new InvalidParameterValueException(message, inner, type, code, requestId, status),
            ["InvalidRequestContentException"] = (message, inner, type, code, requestId, status) =>
                new InvalidRequestContentException(message, inner, type, code, requestId, status),
            ["InvalidRuntimeException"] = (message, inner, type, code, requestId, status) =>
                new InvalidRuntimeException(message, inner, type, code, requestId, status),
            ["RecursiveInvocationException"] = (message, inner, type, code, requestId, status) =>
                new RecursiveInvocationException(message, inner, type, code, requestId, status),
            ["RequestTooLargeException"] = (message, inner, type, code, requestId, status) =>
                new RequestTooLargeException(message, inner, type, code, requestId, status),
            ["ResourceConflictException"] = (message, inner, type, code, requestId, status) =>
                new ResourceConflictException(message, inner, type, code, requestId, status),
            ["ResourceNotFoundException"] = (message, inner, type, code, requestId, status) =>
                new ResourceNotFoundException(message, inner, type, code, requestId, status),
            ["ResourceNotReadyException"] = (message, inner, type, code, requestId, status) =>
                new ResourceNotReadyException(message, inner, type, code, requestId, status),
            ["ServiceException"] = (message, inner, type, code, requestId, status) =>
                new ServiceException(message, inner, type, code, requestId, status),
            ["TooManyRequestsException"] = (message, inner, type, code, requestId, status) =>
                new TooManyRequestsException(message, inner, type, code, requestId, status),
            ["UnsupportedMediaTypeException"] = (message, inner, type, code, requestId, status) =>
                new UnsupportedMediaTypeException(message, inner, type, code, requestId, status),
        });
}
