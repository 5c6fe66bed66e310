using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Contracts;

namespace BillingGates.Purchases;

/// <summary>Starts sagas.</summary>
public interface ISagaStarter
{
    Task StartAsync(SagaInput input, CancellationToken cancellation);
}

/// <summary>Starts the saga of a paid purchase. The execution's name is the purchase, so starting twice is starting once.</summary>
public sealed class SagaStarter(IAmazonStepFunctions stepFunctions, string sagaArn) : ISagaStarter
{
    public async Task StartAsync(SagaInput input, CancellationToken cancellation)
    {
        try
        {
            await stepFunctions.StartExecutionAsync(new StartExecutionRequest
            {
                StateMachineArn = sagaArn,
                Name = input.PurchaseId,
                Input = JsonSerializer.Serialize(input, ContractsJson.Default.SagaInput),
            }, cancellation);
        }
        catch (ExecutionAlreadyExistsException)
        {
            // The other start (direct or from the stream) came first, and the execution has ended already.
        }
    }
}
