using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace BillingGates.Purchases;

/// <summary>Tells how sagas stand.</summary>
public interface ISagaExecutions
{
    Task<SagaState> StateOfAsync(string purchaseId, CancellationToken cancellation);
}

/// <summary>How the saga of a purchase stands.</summary>
public enum SagaState
{
    NotStarted,
    Running,

    /// <summary>Over, however it ended.</summary>
    Ended,
}

/// <summary>Asks Step Functions.</summary>
/// <remarks>
/// A refused start would not tell: a start with another input than the running execution's is refused too, and a new version of the code may
/// build another input. The answer may be a moment old. That harms nobody: a start is repeatable, and the end of an execution is final.
/// </remarks>
/// <param name="sagaArn">The ARN of the alias that executions are started through.</param>
public sealed class SagaExecutions(IAmazonStepFunctions stepFunctions, string sagaArn) : ISagaExecutions
{
    public async Task<SagaState> StateOfAsync(string purchaseId, CancellationToken cancellation)
    {
        try
        {
            var execution = await stepFunctions.DescribeExecutionAsync(
                new DescribeExecutionRequest { ExecutionArn = ArnOf(purchaseId) }, cancellation);
            return execution.Status == ExecutionStatus.RUNNING || execution.Status == ExecutionStatus.PENDING_REDRIVE
                ? SagaState.Running
                : SagaState.Ended;
        }
        catch (ExecutionDoesNotExistException)
        {
            return SagaState.NotStarted;
        }
    }

    /// <summary>…:stateMachine:name:alias runs …:execution:name:purchase.</summary>
    private string ArnOf(string purchaseId)
    {
        var parts = sagaArn.Split(':');
        return string.Join(':', [.. parts[..5], "execution", parts[6], purchaseId]);
    }
}
