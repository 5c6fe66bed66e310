using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>
/// The response to one event. It is kept whole until the application has ended, but starts, as on a connection, with the first byte of
/// the body: then the OnStarting callbacks have run and status and headers are fixed.
/// </summary>
internal sealed class LambdaResponse : IHttpResponseFeature, IHttpResponseBodyFeature, IDisposable
{
    private readonly Stack<(Func<object, Task> Callback, object State)> starting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> completed = new();
    private readonly MemoryStream content = new();
    private readonly ResponseStream stream;
    private HeaderDictionary headers = new();
    private PipeWriter? writer;

    internal LambdaResponse() => stream = new ResponseStream(this, content);

    public int StatusCode
    {
        get;
        set => field = HasStarted ? throw new InvalidOperationException("The response has started: its status is fixed.") : value;
    } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers
    {
        get => headers;
        set => headers = new HeaderDictionary(value.ToDictionary(StringComparer.OrdinalIgnoreCase));
    }

    public bool HasStarted { get; private set; }

    public Stream Stream => stream;

    public PipeWriter Writer => writer ??= PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));

    // Only middleware written for ASP.NET Core 2 still replaces the body through this feature.
    Stream IHttpResponseFeature.Body
    {
        get => Stream;
        set => throw new NotSupportedException("Replace the IHttpResponseBodyFeature instead.");
    }

    internal ReadOnlySpan<byte> Content => content.GetBuffer().AsSpan(0, (int)content.Length);

    public void OnStarting(Func<object, Task> callback, object state)
    {
        if (HasStarted)
            throw new InvalidOperationException("The response has started: it is too late for OnStarting.");
        starting.Push((callback, state));
    }

    public void OnCompleted(Func<object, Task> callback, object state) => completed.Push((callback, state));

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (HasStarted)
            return;
        while (starting.TryPop(out var registered))
            await registered.Callback(registered.State);
        HasStarted = true;
        headers.IsReadOnly = true;
    }

    public async Task CompleteAsync()
    {
        if (writer is not null)
            await writer.CompleteAsync();
        await StartAsync();
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(stream, path, offset, count, cancellationToken);

    // There is no way to send a part: the answer is one document.
    public void DisableBuffering()
    {
    }

    /// <summary>Turns the response into a bare 500. Also when it has started: nothing of it has left this process.</summary>
    internal void Fail()
    {
        HasStarted = false;
        headers = new HeaderDictionary();
        StatusCode = StatusCodes.Status500InternalServerError;
        content.SetLength(0);
        HasStarted = true;
    }

    internal async Task RunCompletedCallbacksAsync(ILogger logger)
    {
        while (completed.TryPop(out var registered))
        {
            try
            {
                await registered.Callback(registered.State);
            }
            catch (Exception e)
            {
                logger.LogError(e, "A callback of OnCompleted failed.");
            }
        }
    }

    public void Dispose() => content.Dispose();

    internal void AddTo(FeatureCollection features)
    {
        features.Set<IHttpResponseFeature>(this);
        features.Set<IHttpResponseBodyFeature>(this);
    }
}
