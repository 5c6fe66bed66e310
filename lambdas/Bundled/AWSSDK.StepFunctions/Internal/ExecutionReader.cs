using System.Text.Json;
using Amazon.StepFunctions.Model;
using Bundled.Shared.Json;

namespace Amazon.StepFunctions.Internal;

/// <summary>Reads what the service tells about executions.</summary>
internal static class ExecutionReader
{
    internal static DescribeExecutionResponse Description(JsonElement json) => new()
    {
        Cause = json.Text("cause"),
        Error = json.Text("error"),
        ExecutionArn = json.Text("executionArn"),
        Input = json.Text("input"),
        Name = json.Text("name"),
        Output = json.Text("output"),
        RedriveCount = json.Number("redriveCount"),
        RedriveDate = json.Time("redriveDate"),
        RedriveStatus = json.Text("redriveStatus"),
        StartDate = json.Time("startDate"),
        StateMachineAliasArn = json.Text("stateMachineAliasArn"),
        StateMachineArn = json.Text("stateMachineArn"),
        StateMachineVersionArn = json.Text("stateMachineVersionArn"),
        Status = json.Text("status"),
        StopDate = json.Time("stopDate"),
        TraceHeader = json.Text("traceHeader"),
    };

    internal static ExecutionListItem ListItem(JsonElement json) => new()
    {
        ExecutionArn = json.Text("executionArn"),
        Name = json.Text("name"),
        RedriveCount = json.Number("redriveCount"),
        StartDate = json.Time("startDate"),
        StateMachineAliasArn = json.Text("stateMachineAliasArn"),
        StateMachineArn = json.Text("stateMachineArn"),
        StateMachineVersionArn = json.Text("stateMachineVersionArn"),
        Status = json.Text("status"),
        StopDate = json.Time("stopDate"),
    };
}
