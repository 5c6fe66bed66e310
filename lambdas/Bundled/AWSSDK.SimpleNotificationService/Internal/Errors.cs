using Amazon.SimpleNotificationService.Model;
using Bundled.Shared;

namespace Amazon.SimpleNotificationService.Internal;

/// <summary>The exception of each error code.</summary>
internal static class Errors
{
    internal static ErrorFactory Factory { get; } = new(
        (message, inner, type, code, requestId, status) => new AmazonSimpleNotificationServiceException(message, inner, type, code, requestId, status),
        new()
        {
            ["AuthorizationError"] = (message, inner, type, code, requestId, status) =>
                new AuthorizationErrorException(message, inner, type, code, requestId, status),
            ["BatchEntryIdsNotDistinct"] = (message, inner, type, code, requestId, status) =>
                new BatchEntryIdsNotDistinctException(message, inner, type, code, requestId, status),
            ["BatchRequestTooLong"] = (message, inner, type, code, requestId, status) =>
                new BatchRequestTooLongException(message, inner, type, code, requestId, status),
            ["EmptyBatchRequest"] = (message, inner, type, code, requestId, status) =>
                new EmptyBatchRequestException(message, inner, type, code, requestId, status),
            ["EndpointDisabled"] = (message, inner, type, code, requestId, status) =>
                new EndpointDisabledException(message, inner, type, code, requestId, status),
            ["FilterPolicyLimitExceeded"] = (message, inner, type, code, requestId, status) =>
                new FilterPolicyLimitExceededException(message, inner, type, code, requestId, status),
            ["InternalError"] = (message, inner, type, code, requestId, status) =>
                new InternalErrorException(message, inner, type, code, requestId, status),
            ["InvalidBatchEntryId"] = (message, inner, type, code, requestId, status) =>
                new InvalidBatchEntryIdException(message, inner, type, code, requestId, status),
            ["InvalidParameter"] = (message, inner, type, code, requestId, status) =>
                new InvalidParameterException(message, inner, type, code, requestId, status),
            ["ParameterValueInvalid"] = (message, inner, type, code, requestId, status) =>
                new InvalidParameterValueException(message, inner, type, code, requestId, status),
            ["NotFound"] = (message, inner, type, code, requestId, status) =>
                new NotFoundException(message, inner, type, code, requestId, status),
            ["PlatformApplicationDisabled"] = (message, inner, type, code, requestId, status) =>
                new PlatformApplicationDisabledException(message, inner, type, code, requestId, status),
            ["SubscriptionLimitExceeded"] = (message, inner, type, code, requestId, status) =>
                new SubscriptionLimitExceededException(message, inner, type, code, requestId, status),
            ["Throttled"] = (message, inner, type, code, requestId, status) =>
                new ThrottledException(message, inner, type, code, requestId, status),
            ["TooManyEntriesInBatchRequest"] = (message, inner, type, code, requestId, status) =>
                new TooManyEntriesInBatchRequestException(message, inner, type, code, requestId, status),
            ["TopicLimitExceeded"] = (message, inner, type, code, requestId, status) =>
                new TopicLimitExceededException(message, inner, type, code, requestId, status),
            ["ValidationException"] = (message, inner, type, code, requestId, status) =>
                new ValidationException(message, inner, type, code, requestId, status),
        });
}
