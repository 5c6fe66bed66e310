using Local.Endpoint;
using Local.StepFunctions;
using Local.StepFunctions.Engine;

namespace Local.Iam.Actions;

/// <summary>State machines and their executions.</summary>
internal sealed class StatesActions(ResourceArns arns) : ICallActions
{
    public string SigningName => "states";

    public IEnumerable<NeededAction> Of(AwsCall call)
    {
        var body = call.Json();
        var action = $"states:{call.Operation}";
        return call.Operation switch
        {
            "StartExecution" or "DescribeStateMachine" or "ListExecutions" when body.Text("stateMachineArn") is { } machine =>
                [Machine(action, machine)],
            "DescribeExecution" or "GetExecutionHistory" or "StopExecution" or "RedriveExecution"
                when body.Text("executionArn") is { } execution => [new(action, execution)],
            "SendTaskSuccess" or "SendTaskFailure" or "SendTaskHeartbeat" => [new(action, MachineOf(body.Text("taskToken") ?? ""))],
            "ListStateMachines" => [new(action, "*")],
            _ => [],
        };
    }

    /// <summary>A version or an alias is authorized as its machine, and a condition key tells which it is.</summary>
    private static NeededAction Machine(string action, string arn)
    {
        var (machine, qualifier) = Arns.Split(arn);
        return qualifier is null
            ? new(action, machine)
            : new(action, machine, KeyValuePair.Create("states:StateMachineQualifier", qualifier));
    }

    /// <summary>The machine whose task waits for the answer. A token of another engine tells nothing.</summary>
    private string MachineOf(string token) =>
        TaskTokens.ExecutionOf(token)?.Split(':') is ["arn", .. var where, "execution", var machine, _] && where.Length == 4
            ? string.Join(':', (string[])["arn", .. where, "stateMachine", machine])
            : arns.OnlyStateMachine ?? "*";
}
