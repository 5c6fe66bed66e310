using Amazon.SecretsManager.Model;
using Bundled.Shared;

namespace Amazon.SecretsManager.Internal;

/// <summary>The exception of each error code.</summary>
internal static class Errors
{
    internal static ErrorFactory Factory { get; } = new(
        (message, inner, type, code, requestId, status) => new AmazonSecretsManagerException(message, inner, type, code, requestId, status),
        new()
        {
            ["DecryptionFailure"] = (message, inner, type, code, requestId, status) =>
                new DecryptionFailureException(message, inner, type, code, requestId, status),
            ["InternalServiceError"] = (message, inner, type, code, requestId, status) =>
                new InternalServiceErrorException(message, inner, type, code, requestId, status),
            ["InvalidParameterException"] = (message, inner, type, code, requestId, status) =>
                new InvalidParameterException(message, inner, type, code, requestId, status),
            ["InvalidRequestException"] = (message, inner, type, code, requestId, status) =>
                new InvalidRequestException(message, inner, type, code, requestId, status),
            ["ResourceNotFoundException"] = (message, inner, type, code, requestId, status) =>
                new ResourceNotFoundException(message, inner, type, code, requestId, status),
        });
}
