using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Platform.Events;

/// <summary>What a participant tells the saga state that waits for it.</summary>
public abstract record SagaAnswer
{
    private SagaAnswer() { }

    /// <summary>The step is done; the output goes to the saga as JSON.</summary>
    public sealed record Success(string OutputJson) : SagaAnswer;

    /// <summary>The step is refused for good: the saga compensates, and nobody retries.</summary>
    /// <param name="Error">A stable name, at most 256 characters.</param>
    /// <param name="Cause">A sentence for the operator, without personal data, at most 32,768 characters.</param>
    public sealed record Refusal(string Error, string Cause) : SagaAnswer;

    /// <summary>Nobody knows yet how the step ends, and it may be asked for again: the saga does, for as long as its definition says.</summary>
    /// <param name="Error">The error name that the state retries.</param>
    /// <param name="Cause">A sentence for the operator, without personal data, at most 32,768 characters.</param>
    public sealed record NotYet(string Error, string Cause) : SagaAnswer;

    public static SagaAnswer Done<T>(T output, JsonTypeInfo<T> type) => new Success(JsonSerializer.Serialize(output, type));
}
