using System.Text.Json;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Integrations;

namespace Local.Tests.StepFunctions.Support;

/// <summary>Stands for the services that Task states call: each call is kept and answered by a script.</summary>
internal sealed class ScriptedTasks : ITaskIntegration
{
    private Func<TaskCall, CancellationToken, Task<JsonElement>> script = (_, _) => Task.FromResult(Parse("{}"));

    public List<TaskCall> Calls { get; } = [];

    public bool Handles(TaskResource resource) => resource.Service is not ("aws-sdk:s3" or "unknown") && !resource.Arn.Contains(":activity:");

    public ScriptedTasks Answer(Func<TaskCall, string> answer)
    {
        script = (call, _) => Task.FromResult(Parse(answer(call)));
        return this;
    }

    /// <summary>Answers the first call with the first, and so on; an answer that is no JSON is an error name.</summary>
    public ScriptedTasks AnswerInTurn(params string[] answers)
    {
        var remaining = new Queue<string>(answers);
        script = (_, _) => remaining.Dequeue() is var answer && answer.StartsWith('{')
            ? Task.FromResult(Parse(answer))
            : throw new TaskFailedException(answer, $"because of {answer}");
        return this;
    }

    public ScriptedTasks NeverAnswer()
    {
        script = async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            return default;
        };
        return this;
    }

    public ScriptedTasks Run(Func<TaskCall, CancellationToken, Task<JsonElement>> body)
    {
        script = body;
        return this;
    }

    public Task<JsonElement> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        Calls.Add(call);
        return script(call, cancellation);
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
