using System.Runtime.InteropServices;
using Amazon.Lambda.RuntimeSupport.Internal;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs once before the first event.</summary>
/// <returns>False ends the bootstrap without an error.</returns>
public delegate Task<bool> LambdaBootstrapInitializer();

/// <summary>The loop of a function: take an event, run the handler, answer. One event at a time, as Lambda sends them.</summary>
public sealed class LambdaBootstrap : IDisposable
{
    private const string TraceVariable = "_X_AMZN_TRACE_ID";

    private readonly InvocationHandler handler;
    private readonly LambdaBootstrapInitializer? initializer;
    private readonly RuntimeApiClient api;
    private readonly FunctionEnvironment function = FunctionEnvironment.Read();
    private readonly MemoryStream output = new();
    private string traceId = "";

    internal LambdaBootstrap(InvocationHandler handler, LambdaBootstrapInitializer? initializer, LambdaBootstrapOptions options)
    {
        this.handler = handler;
        this.initializer = initializer;
        api = new RuntimeApiClient(options.RuntimeApiEndpoint
            ?? Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")
            ?? throw new InvalidOperationException("This program runs in AWS Lambda: the variable AWS_LAMBDA_RUNTIME_API is not set."));
    }

    /// <summary>Handles events until the token is cancelled or SIGTERM arrives; an event being handled is finished first.</summary>
    /// <exception cref="Exception">
    /// What the initializer threw, after it was reported. Or the runtime API can't be used any more. Both should end the process.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.Cancel();
        });

        if (!await InitializeAsync().ConfigureAwait(false))
            return;
        while (await NextAsync(stop.Token).ConfigureAwait(false) is { } invocation)
            await HandleAsync(invocation).ConfigureAwait(false);
    }

    public void Dispose()
    {
        api.Dispose();
        output.Dispose();
    }

    private async Task<bool> InitializeAsync()
    {
        if (initializer is null)
            return true;
        try
        {
            return await initializer().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await api.FailInitAsync(ErrorDocument.Of(e), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<HttpReply?> NextAsync(CancellationToken stop)
    {
        try
        {
            return await api.NextAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task HandleAsync(HttpReply invocation)
    {
        var context = new InvocationContext(invocation, function);
        ExposeTrace(context.TraceId);
        var outcome = await InvokeAsync(invocation.Body, context).ConfigureAwait(false) is { } error
            ? await api.FailAsync(context.AwsRequestId, error, CancellationToken.None).ConfigureAwait(false)
            : await RespondAsync(context.AwsRequestId).ConfigureAwait(false);
        if (outcome != PostOutcome.Taken)
            await Console.Error.WriteLineAsync($"{context.AwsRequestId} Lambda did not take the result of this invocation: {outcome}").ConfigureAwait(false);
    }

    private async Task<ErrorDocument?> InvokeAsync(ReadOnlyMemory<byte> input, InvocationContext context)
    {
        output.SetLength(0);
        try
        {
            MemoryMarshal.TryGetArray(input, out var bytes);
            using var stream = new MemoryStream(bytes.Array ?? [], bytes.Offset, bytes.Count, writable: false, publiclyVisible: true);
            await handler(stream, context, output).ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"{context.AwsRequestId} {e}").ConfigureAwait(false);
            return ErrorDocument.Of(e);
        }
    }

    private async Task<PostOutcome> RespondAsync(string requestId)
    {
        var answer = output.GetBuffer().AsMemory(0, (int)output.Length);
        var outcome = await api.RespondAsync(requestId, answer, CancellationToken.None).ConfigureAwait(false);
        return outcome == PostOutcome.TooLarge
            ? await api.FailAsync(requestId, ErrorDocument.ResponseTooLarge(answer.Length), CancellationToken.None).ConfigureAwait(false)
            : outcome;
    }

    // The X-Ray SDK and OpenTelemetry read the trace from the environment.
    private void ExposeTrace(string trace)
    {
        if (trace == traceId)
            return;
        traceId = trace;
        Environment.SetEnvironmentVariable(TraceVariable, trace);
    }
}
