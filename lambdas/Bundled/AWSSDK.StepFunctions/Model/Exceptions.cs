#nullable disable
using System.Net;
using Amazon.Runtime;

namespace Amazon.StepFunctions.Model;

/// <summary>An execution of this name exists with another input, or has ended.</summary>
public class ExecutionAlreadyExistsException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ExecutionAlreadyExistsException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>No such execution.</summary>
public class ExecutionDoesNotExistException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ExecutionDoesNotExistException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>Too many executions are open.</summary>
public class ExecutionLimitExceededException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ExecutionLimitExceededException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The execution is running or has succeeded, or it ended too long ago.</summary>
public class ExecutionNotRedrivableException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ExecutionNotRedrivableException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The ARN is malformed.</summary>
public class InvalidArnException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidArnException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The input is not valid JSON.</summary>
public class InvalidExecutionInputException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidExecutionInputException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The name is empty, too long, or has characters that names may not have.</summary>
public class InvalidNameException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidNameException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The output is not valid JSON.</summary>
public class InvalidOutputException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidOutputException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The task or page token is malformed.</summary>
public class InvalidTokenException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public InvalidTokenException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The state machine is being deleted.</summary>
public class StateMachineDeletingException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public StateMachineDeletingException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>No such state machine, version or alias.</summary>
public class StateMachineDoesNotExistException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public StateMachineDoesNotExistException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The task of this token has ended, or its execution has.</summary>
public class TaskDoesNotExistException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public TaskDoesNotExistException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>The task of this token has timed out or missed its heartbeat.</summary>
public class TaskTimedOutException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public TaskTimedOutException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}

/// <summary>A member of the request breaks its constraints.</summary>
public class ValidationException(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
    : AmazonStepFunctionsException(message, innerException, errorType, errorCode, requestId, statusCode)
{
    public ValidationException(string message)
        : this(message, null, ErrorType.Unknown, null, null, default)
    {
    }
}
