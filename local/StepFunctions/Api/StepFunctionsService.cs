using System.Text.Json;
using System.Text.Json.Serialization;
using Local.Endpoint;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;

namespace Local.StepFunctions.Api;

/// <summary>The Step Functions API (AWSStepFunctions, JSON 1.0).</summary>
internal sealed class StepFunctionsService : IAwsService
{
    private static readonly JsonSerializerOptions Answers = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Executions running;
    private readonly Dictionary<string, Func<ApiRequest, object>> operations;

    public StepFunctionsService(
        StateMachineOperations machines, VersionOperations versions, ExecutionOperations executions, TaskOperations tasks, Executions running)
    {
        this.running = running;
        operations = new([.. machines.All, .. versions.All, .. executions.All, .. tasks.All], StringComparer.Ordinal);
    }

    public string SigningName => "states";

    public async Task HandleAsync(AwsCall call)
    {
        if (!operations.TryGetValue(call.Operation, out var operation))
        {
            await WriteErrorAsync(
                call, StatusCodes.Status501NotImplemented, "UnknownOperationException", $"The local cloud doesn't emulate states:{call.Operation}.");
            return;
        }
        try
        {
            var parameters = call.Body.IsEmpty ? Json.EmptyObject : JsonElement.Parse(call.Body.Span);
            var answer = operation(new ApiRequest(parameters, call.Http.Request.Headers["X-Amzn-Trace-Id"]));
            // Most operations answer at once; an answer to a task waits until it is recorded.
            if (answer is Task<object> later)
                answer = await later;
            if (running.AreSuspended)
                await WriteSuspendedAsync(call); // whatever it did may not have been recorded: the caller must ask again
            else
                await WriteAsync(call, StatusCodes.Status200OK, answer);
        }
        catch (Exception) when (running.AreSuspended && !call.Http.Response.HasStarted)
        {
            await WriteSuspendedAsync(call); // a task that was cut off has timed out to the eye, but will wait again
        }
        catch (StepFunctionsException problem)
        {
            await WriteErrorAsync(call, StatusCodes.Status400BadRequest, problem.Code, problem.Message);
        }
        catch (InvalidDefinitionException problem)
        {
            await WriteErrorAsync(call, StatusCodes.Status400BadRequest, "InvalidDefinition", problem.Message);
        }
        catch (JsonException problem)
        {
            await WriteErrorAsync(call, StatusCodes.Status400BadRequest, "SerializationException", problem.Message);
        }
    }

    private static Task WriteSuspendedAsync(AwsCall call) =>
        WriteErrorAsync(call, StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "The local cloud is stopping.");

    private static Task WriteErrorAsync(AwsCall call, int status, string code, string message) =>
        WriteAsync(call, status, new Dictionary<string, string> { ["__type"] = code, ["message"] = message });

    private static Task WriteAsync(AwsCall call, int status, object answer)
    {
        call.Http.Response.StatusCode = status;
        return call.Http.Response.WriteAsJsonAsync(answer, Answers, "application/x-amz-json-1.0", call.Http.RequestAborted);
    }
}
