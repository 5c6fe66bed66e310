using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Microsoft.Extensions.Logging;

namespace Platform.Events;

/// <summary>Answers a waiting saga state. Only the services named by the saga have one, and the permission for it.</summary>
/// <param name="answers">The event that the saga waits for this service to answer. Other events' tokens are other services' business.</param>
public sealed class SagaParticipant(IAmazonStepFunctions stepFunctions, string answers, ILogger log)
{
    /// <summary>Whether a message of this event waits for this service's answer.</summary>
    public bool IsAskedBy(string? eventName) => eventName == answers;

    /// <summary>Sends the answer. A state that has moved on (answered before, timed out, compensated) is not an error: its decision stands.</summary>
    public async Task AnswerAsync(string taskToken, SagaAnswer answer, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(taskToken, answer, cancellation);
        }
        catch (Exception e) when (e is TaskTimedOutException or TaskDoesNotExistException)
        {
            log.LogInformation("The saga had moved on before this answer: {Reason}", e.GetType().Name);
        }
    }

    private Task SendAsync(string taskToken, SagaAnswer answer, CancellationToken cancellation) => answer switch
    {
        SagaAnswer.Success success => stepFunctions.SendTaskSuccessAsync(
            new SendTaskSuccessRequest { TaskToken = taskToken, Output = success.OutputJson }, cancellation),
        SagaAnswer.Refusal refusal => FailAsync(taskToken, refusal.Error, refusal.Cause, cancellation),
        SagaAnswer.NotYet notYet => FailAsync(taskToken, notYet.Error, notYet.Cause, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    // The definition tells the errors that it retries from those that it catches.
    private Task FailAsync(string taskToken, string error, string cause, CancellationToken cancellation) =>
        stepFunctions.SendTaskFailureAsync(
            new SendTaskFailureRequest { TaskToken = taskToken, Error = error, Cause = cause }, cancellation);
}
