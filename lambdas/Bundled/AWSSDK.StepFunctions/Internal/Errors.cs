using Amazon.StepFunctions.Model;
using Bundled.Shared;

namespace Amazon.StepFunctions.Internal;

/// <summary>The exception of each error code.</summary>
internal static class Errors
{
    internal static ErrorFactory Factory { get; } = new(
        (message, inner, type, code, requestId, status) => new AmazonStepFunctionsException(message, inner, type, code, requestId, status),
        new()
        {
            ["ExecutionAlreadyExists"] = (message, inner, type, code, requestId, status) =>
                new ExecutionAlreadyExistsException(message, inner, type, code, requestId, status),
            ["ExecutionDoesNotExist"] = (message, inner, type, code, requestId, status) =>
                new ExecutionDoesNotExistException(message, inner, type, code, requestId, status),
            ["ExecutionLimitExceeded"] = (message, inner, type, code, requestId, status) =>
                new ExecutionLimitExceededException(message, inner, type, code, requestId, status),
            ["ExecutionNotRedrivable"] = (message, inner, type, code, requestId, status) =>
                new ExecutionNotRedrivableException(message, inner, type, code, requestId, status),
            ["InvalidArn"] = (message, inner, type, code, requestId, status) =>
                new InvalidArnException(message, inner, type, code, requestId, status),
            ["InvalidExecutionInput"] = (message, inner, type, code, requestId, status) =>
                new InvalidExecutionInputException(message, inner, type, code, requestId, status),
            ["InvalidName"] = (message, inner, type, code, requestId, status) =>
                new InvalidNameException(message, inner, type, code, requestId, status),
            ["InvalidOutput"] = (message, inner, type, code, requestId, status) =>
                new InvalidOutputException(message, inner, type, code, requestId, status),
            ["InvalidToken"] = (message, inner, type, code, requestId, status) =>
                new InvalidTokenException(message, inner, type, code, requestId, status),
            ["StateMachineDeleting"] = (message, inner, type, code, requestId, status) =>
                new StateMachineDeletingException(message, inner, type, code, requestId, status),
            ["StateMachineDoesNotExist"] = (message, inner, type, code, requestId, status) =>
                new StateMachineDoesNotExistException(message, inner, type, code, requestId, status),
            ["TaskDoesNotExist"] = (message, inner, type, code, requestId, status) =>
                new TaskDoesNotExistException(message, inner, type, code, requestId, status),
            ["TaskTimedOut"] = (message, inner, type, code, requestId, status) =>
                new TaskTimedOutException(message, inner, type, code, requestId, status),
            ["ValidationException"] = (message, inner, type, code, requestId, status) =>
                new ValidationException(message, inner, type, code, requestId, status),
        });
}
