using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Services.Tests.Support;

/// <summary>Stands for Step Functions as a participant sees it: remembers the answers, or fails with <see cref="Error"/>.</summary>
internal sealed class RecordingStepFunctions : IAmazonStepFunctions
{
    public List<(string Token, string Output)> Successes { get; } = [];

    public List<(string Token, string Error)> Failures { get; } = [];

    public List<StartExecutionRequest> Started { get; } = [];

    /// <summary>The executions by ARN, and how they stand.</summary>
    public Dictionary<string, ExecutionStatus> Executions { get; } = [];

    public Exception? Error { get; set; }

    public IClientConfig Config => throw new NotSupportedException();

    public Task<SendTaskSuccessResponse> SendTaskSuccessAsync(SendTaskSuccessRequest request, CancellationToken cancellationToken = default)
    {
        ThrowIfBroken();
        Successes.Add((request.TaskToken, request.Output));
        return Task.FromResult(new SendTaskSuccessResponse());
    }

    public Task<SendTaskFailureResponse> SendTaskFailureAsync(SendTaskFailureRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfBroken();
        Failures.Add((request.TaskToken, request.Error));
        return Task.FromResult(new SendTaskFailureResponse());
    }

    public Task<StartExecutionResponse> StartExecutionAsync(StartExecutionRequest request, CancellationToken cancellationToken = default)
    {
        ThrowIfBroken();
        Started.Add(request);
        return Task.FromResult(new StartExecutionResponse());
    }

    public Task<DescribeExecutionResponse> DescribeExecutionAsync(DescribeExecutionRequest request, CancellationToken cancellationToken = default)
    {
        ThrowIfBroken();
        return Executions.TryGetValue(request.ExecutionArn, out var status)
            ? Task.FromResult(new DescribeExecutionResponse { Status = status })
            : throw new ExecutionDoesNotExistException("none");
    }

    public Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(
        GetExecutionHistoryRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ListExecutionsResponse> ListExecutionsAsync(ListExecutionsRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<RedriveExecutionResponse> RedriveExecutionAsync(RedriveExecutionRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<SendTaskHeartbeatResponse> SendTaskHeartbeatAsync(
        SendTaskHeartbeatRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<StopExecutionResponse> StopExecutionAsync(StopExecutionRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private void ThrowIfBroken()
    {
        if (Error is not null)
            throw Error;
    }
}
