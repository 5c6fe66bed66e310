namespace Local.StepFunctions.Api;

/// <summary>An error of the Step Functions API, by the name that AWS gives it.</summary>
internal sealed class StepFunctionsException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;

    public static StepFunctionsException Validation(string message) => new("ValidationException", message);

    /// <summary>A text is longer than the API takes.</summary>
    public static StepFunctionsException TooLong(string member) => Validation(
        $"1 validation error detected: Value at '{member}' failed to satisfy constraint: " +
        $"Member must have length less than or equal to {Engine.StateMachineLimits.PayloadBytes}");

    public static StepFunctionsException NoStateMachine(string arn) => new("StateMachineDoesNotExist", $"State Machine Does Not Exist: '{arn}'");

    public static StepFunctionsException NoExecution(string arn) => new("ExecutionDoesNotExist", $"Execution Does Not Exist: '{arn}'");

    public static StepFunctionsException NoResource(string arn) =>
        new("ResourceNotFound", $"Request references a resource that does not exist: '{arn}'");
}
