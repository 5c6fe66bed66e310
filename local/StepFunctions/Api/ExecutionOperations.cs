using System.Globalization;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;
using Local.StepFunctions.Machines;

namespace Local.StepFunctions.Api;

/// <summary>Start, describe, list, stop and redrive executions, and read their histories.</summary>
internal sealed class ExecutionOperations(StateMachines machines, Executions executions)
{
    private static readonly string[] Statuses = [.. Enum.GetValues<ExecutionStatus>().Select(StatusName), "PENDING_REDRIVE"];

    public IEnumerable<KeyValuePair<string, Func<ApiRequest, object>>> All =>
    [
        new("StartExecution", Start),
        new("DescribeExecution", Describe),
        new("ListExecutions", List),
        new("StopExecution", Stop),
        new("RedriveExecution", Redrive),
        new("GetExecutionHistory", GetHistory),
    ];

    /// <summary>The status as the API writes it.</summary>
    public static string StatusName(ExecutionStatus status) =>
        status == ExecutionStatus.TimedOut ? "TIMED_OUT" : status.ToString().ToUpperInvariant();

    private object Start(ApiRequest request)
    {
        var machine = machines.Resolve(request.RequiredArn("stateMachineArn"));
        var name = StateMachineOperations.CheckName(request.Text("name") ?? Guid.NewGuid().ToString());
        var execution = executions.Start(machine, name, request.Text("input") ?? "{}", request.Text("traceHeader") ?? request.TraceHeader);
        return new { executionArn = execution.Start.Arn, startDate = execution.Start.Date.ToEpochSeconds() };
    }

    private object Describe(ApiRequest request)
    {
        var execution = executions.Get(request.RequiredArn("executionArn"));
        var start = execution.Start;
        return new
        {
            executionArn = start.Arn,
            stateMachineArn = start.Machine.Arn,
            stateMachineVersionArn = start.Machine.VersionArn,
            stateMachineAliasArn = start.Machine.AliasArn,
            name = start.Name,
            status = StatusName(execution.Status),
            startDate = start.Date.ToEpochSeconds(),
            stopDate = execution.StopDate?.ToEpochSeconds(),
            input = start.InputText,
            inputDetails = new { included = true },
            output = execution.Output?.GetRawText(),
            outputDetails = execution.Output is null ? null : new { included = true },
            error = execution.Error,
            cause = execution.Cause,
            traceHeader = start.TraceHeader,
            redriveCount = execution.RedriveCount,
            redriveDate = execution.RedriveDate?.ToEpochSeconds(),
            redriveStatus = execution.ReasonNotToRedrive is null ? "REDRIVABLE" : "NOT_REDRIVABLE",
            redriveStatusReason = execution.ReasonNotToRedrive,
        };
    }

    private object List(ApiRequest request)
    {
        if (request.Text("mapRunArn") is not null)
            throw StepFunctionsException.Validation("mapRunArn names a distributed Map run, which the local cloud does not have");
        var arn = request.RequiredArn("stateMachineArn");
        machines.Resolve(arn);
        var status = request.OneOf("statusFilter", Statuses);
        var redriven = request.OneOf("redriveFilter", "REDRIVEN", "NOT_REDRIVEN");
        // The token is the last execution shown, so that pages stay stable while others start.
        var page = executions.All
            .Where(execution => request.PageStart == 0 || execution.Sequence < request.PageStart)
            .Where(execution => execution.Start.Machine is var machine && (arn == machine.Arn || arn == machine.VersionArn || arn == machine.AliasArn))
            .Where(execution => status is null || StatusName(execution.Status) == status)
            .Where(execution => redriven is null || (execution.RedriveCount > 0) == (redriven == "REDRIVEN"))
            .Take(request.PageSize + 1).ToList();
        var shown = page.Take(request.PageSize).ToList();
        return new
        {
            executions = shown.Select(Summary),
            nextToken = page.Count > shown.Count ? shown[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null,
        };
    }

    private static object Summary(Execution execution) => new
    {
        executionArn = execution.Start.Arn,
        stateMachineArn = execution.Start.Machine.Arn,
        stateMachineVersionArn = execution.Start.Machine.VersionArn,
        stateMachineAliasArn = execution.Start.Machine.AliasArn,
        name = execution.Start.Name,
        status = StatusName(execution.Status),
        startDate = execution.Start.Date.ToEpochSeconds(),
        stopDate = execution.StopDate?.ToEpochSeconds(),
        redriveCount = execution.RedriveCount,
        redriveDate = execution.RedriveDate?.ToEpochSeconds(),
    };

    private object Stop(ApiRequest request)
    {
        var execution = executions.Get(request.RequiredArn("executionArn"));
        Executions.Stop(execution, request.Text("error"), request.Text("cause"));
        return new { stopDate = execution.StopDate!.Value.ToEpochSeconds() };
    }

    private object Redrive(ApiRequest request)
    {
        var execution = executions.Get(request.RequiredArn("executionArn"));
        executions.Redrive(execution, request.Text("clientToken"));
        return new { redriveDate = execution.RedriveDate!.Value.ToEpochSeconds() };
    }

    private object GetHistory(ApiRequest request)
    {
        var history = executions.Get(request.RequiredArn("executionArn")).History;
        // The token is the last event shown, so that pages stay stable while the execution goes on.
        var page = request.Flag("reverseOrder")
            ? history.Reverse().Where(recorded => request.PageStart == 0 || recorded.Id < request.PageStart)
            : history.Where(recorded => recorded.Id > request.PageStart);
        var shown = page.Take(request.PageSize + 1).ToList();
        var isLast = shown.Count <= request.PageSize;
        if (!isLast)
            shown.RemoveAt(request.PageSize);
        var includeData = request.Flag("includeExecutionData", otherwise: true);
        return new
        {
            events = shown.Select(recorded => Json.Build(writer => HistoryJson.Write(writer, recorded, includeData))),
            nextToken = isLast ? null : shown[^1].Id.ToString(CultureInfo.InvariantCulture),
        };
    }
}
