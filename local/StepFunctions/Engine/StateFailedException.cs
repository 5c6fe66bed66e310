using System.Text.Json;

namespace Local.StepFunctions.Engine;

/// <summary>A state failed. Retriers and catchers of the state, and then of the states around it, may take it up.</summary>
/// <param name="error">The error name; null for a Fail state without one.</param>
/// <param name="isHeartbeat">Whether it is the timeout of a heartbeat, which is also known as <c>States.HeartbeatTimeout</c>.</param>
internal sealed class StateFailedException(string? error, string? cause, bool isHeartbeat = false) : Exception($"{error}: {cause}")
{
    public string? Error { get; } = error;

    public string? Cause { get; } = cause;

    /// <summary>The value that a catcher puts into the state's output.</summary>
    public JsonElement Output => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString(nameof(Error), Error ?? "");
        writer.WriteString(nameof(Cause), Cause ?? "");
        writer.WriteEndObject();
    });

    /// <summary>Whether an ErrorEquals names this failure. States.Runtime can't be handled at all, as AWS's recorded executions show.</summary>
    public bool Matches(IReadOnlyList<string> errorEquals) => Error != ErrorNames.Runtime && errorEquals.Any(Matches);

    private bool Matches(string name) => name switch
    {
        _ when name == Error => true,
        ErrorNames.All => Error != ErrorNames.DataLimitExceeded,
        ErrorNames.TaskFailed => Error is not (ErrorNames.Timeout or ErrorNames.DataLimitExceeded),
        ErrorNames.HeartbeatTimeout => isHeartbeat,
        _ => false,
    };
}
