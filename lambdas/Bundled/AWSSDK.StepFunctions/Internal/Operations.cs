using Amazon.StepFunctions.Model;
using Bundled.Shared.Json;

namespace Amazon.StepFunctions.Internal;

/// <summary>The operations in the form they have on the wire (AWS JSON 1.0).</summary>
internal static class Operations
{
    private static readonly JsonService Service = new("Amazon.StepFunctions", "AWSStepFunctions", "1.0", Errors.Factory);

    internal static JsonOperation<StartExecutionRequest, StartExecutionResponse> StartExecution { get; } = new(
        Service,
        nameof(StartExecution),
        (json, request) =>
        {
            json.Text("input", request.Input);
            json.Text("name", request.Name);
            json.Text("stateMachineArn", request.StateMachineArn);
            json.Text("traceHeader", request.TraceHeader);
        },
        json => new() { ExecutionArn = json.Text("executionArn"), StartDate = json.Time("startDate") });

    internal static JsonOperation<StopExecutionRequest, StopExecutionResponse> StopExecution { get; } = new(
        Service,
        nameof(StopExecution),
        (json, request) =>
        {
            json.Text("cause", request.Cause);
            json.Text("error", request.Error);
            json.Text("executionArn", request.ExecutionArn);
        },
        json => new() { StopDate = json.Time("stopDate") });

    internal static JsonOperation<RedriveExecutionRequest, RedriveExecutionResponse> RedriveExecution { get; } = new(
        Service,
        nameof(RedriveExecution),
        (json, request) =>
        {
            json.Text("clientToken", request.ClientToken);
            json.Text("executionArn", request.ExecutionArn);
        },
        json => new() { RedriveDate = json.Time("redriveDate") });

    internal static JsonOperation<SendTaskSuccessRequest, SendTaskSuccessResponse> SendTaskSuccess { get; } = new(
        Service,
        nameof(SendTaskSuccess),
        (json, request) =>
        {
            json.Text("output", request.Output);
            json.Text("taskToken", request.TaskToken);
        },
        _ => new());

    internal static JsonOperation<SendTaskFailureRequest, SendTaskFailureResponse> SendTaskFailure { get; } = new(
        Service,
        nameof(SendTaskFailure),
        (json, request) =>
        {
            json.Text("cause", request.Cause);
            json.Text("error", request.Error);
            json.Text("taskToken", request.TaskToken);
        },
        _ => new());

    internal static JsonOperation<SendTaskHeartbeatRequest, SendTaskHeartbeatResponse> SendTaskHeartbeat { get; } = new(
        Service, nameof(SendTaskHeartbeat), (json, request) => json.Text("taskToken", request.TaskToken), _ => new());

    internal static JsonOperation<DescribeExecutionRequest, DescribeExecutionResponse> DescribeExecution { get; } = new(
        Service,
        nameof(DescribeExecution),
        (json, request) => json.Text("executionArn", request.ExecutionArn),
        ExecutionReader.Description);

    internal static JsonOperation<ListExecutionsRequest, ListExecutionsResponse> ListExecutions { get; } = new(
        Service,
        nameof(ListExecutions),
        (json, request) =>
        {
            json.Number("maxResults", request.MaxResults);
            json.Text("nextToken", request.NextToken);
            json.Text("stateMachineArn", request.StateMachineArn);
            json.Text("statusFilter", request.StatusFilter);
        },
        json => new() { Executions = json.List("executions", ExecutionReader.ListItem), NextToken = json.Text("nextToken") });

    internal static JsonOperation<GetExecutionHistoryRequest, GetExecutionHistoryResponse> GetExecutionHistory { get; } = new(
        Service,
        nameof(GetExecutionHistory),
        (json, request) =>
        {
            json.Text("executionArn", request.ExecutionArn);
            json.Flag("includeExecutionData", request.IncludeExecutionData);
            json.Number("maxResults", request.MaxResults);
            json.Text("nextToken", request.NextToken);
            json.Flag("reverseOrder", request.ReverseOrder);
        },
        json => new() { Events = json.List("events", HistoryReader.Event), NextToken = json.Text("nextToken") });
}
