using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;

namespace Platform.Functions;

/// <summary>Calls other functions of the platform. The client's timeout and retries are the caller's choice: see <c>Clients.Lambda</c>.</summary>
public sealed class FunctionClient(IAmazonLambda lambda)
{
    /// <summary>Calls a function and waits for its answer.</summary>
    /// <exception cref="FunctionUnavailableException">There was none. Whether the function has acted is unknown.</exception>
    public async Task<TAnswer> CallAsync<TCommand, TAnswer>(
        string functionName, TCommand command, JsonTypeInfo<TCommand> commandType, JsonTypeInfo<TAnswer> answerType,
        CancellationToken cancellation)
    {
        var response = await InvokeAsync(functionName, InvocationType.RequestResponse, command, commandType, cancellation);
        if (!string.IsNullOrEmpty(response.FunctionError))
            throw new FunctionUnavailableException($"{functionName} failed: {response.FunctionError}");
        try
        {
            return await JsonSerializer.DeserializeAsync(response.Payload, answerType, cancellation)
                ?? throw new FunctionUnavailableException($"{functionName} answered null.");
        }
        catch (JsonException e)
        {
            throw new FunctionUnavailableException($"{functionName} answered something else than expected.", e);
        }
    }

    /// <summary>Hands a function an event. Lambda keeps it and repeats it when the function fails; nobody waits for an answer.</summary>
    /// <exception cref="FunctionUnavailableException">Lambda did not confirm that it has the event.</exception>
    public Task NotifyAsync<TCommand>(
        string functionName, TCommand command, JsonTypeInfo<TCommand> commandType, CancellationToken cancellation) =>
        InvokeAsync(functionName, InvocationType.Event, command, commandType, cancellation);

    private async Task<InvokeResponse> InvokeAsync<TCommand>(
        string functionName, InvocationType type, TCommand command, JsonTypeInfo<TCommand> commandType, CancellationToken cancellation)
    {
        using var payload = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(command, commandType));
        try
        {
            return await lambda.InvokeAsync(
                new InvokeRequest { FunctionName = functionName, InvocationType = type, PayloadStream = payload }, cancellation);
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException or HttpRequestException or TimeoutException)
        {
            throw new FunctionUnavailableException($"{functionName} did not answer.", e);
        }
    }
}

/// <summary>Another function gave no answer. The caller may repeat the request if the function bears it.</summary>
public sealed class FunctionUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
