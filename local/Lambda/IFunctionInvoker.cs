namespace Local.Lambda;

/// <summary>The result of one invocation.</summary>
/// <param name="Payload">The function's answer, or the error document when <see cref="FunctionError"/> is set.</param>
/// <param name="FunctionError"><c>Unhandled</c> when the function failed, timed out or crashed; otherwise null.</param>
public sealed record InvocationResult(ReadOnlyMemory<byte> Payload, string? FunctionError);

/// <summary>Runs functions by name or ARN, as the Invoke API, the event sources, the API front and the saga do.</summary>
public interface IFunctionInvoker
{
    /// <summary>Invokes a function and waits for its answer.</summary>
    /// <param name="function">Function name, ARN or qualified ARN.</param>
    /// <param name="traceId">The X-Ray trace header to hand to the function, or null for a new trace.</param>
    /// <exception cref="FunctionNotFoundException">No such function.</exception>
    /// <exception cref="FunctionThrottledException">Its concurrency is used up.</exception>
    Task<InvocationResult> InvokeAsync(string function, ReadOnlyMemory<byte> payload, string? traceId, CancellationToken cancellation);

    /// <summary>Invokes a function for a request that has an id already, because this may not be its first attempt.</summary>
    /// <inheritdoc cref="InvokeAsync(string, ReadOnlyMemory{byte}, string, CancellationToken)"/>
    Task<InvocationResult> InvokeAsync(
        string function, ReadOnlyMemory<byte> payload, string? traceId, string requestId, CancellationToken cancellation);
}

/// <summary>No function has this name.</summary>
public sealed class FunctionNotFoundException(string function) : Exception($"Function not found: {function}");

/// <summary>The function runs as often at once as it may.</summary>
public sealed class FunctionThrottledException(string function) : Exception($"Rate exceeded for {function}");
