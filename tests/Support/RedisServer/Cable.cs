using System.Net;
using System.Net.Sockets;

namespace Support;

/// <summary>A way to a server that can go silent: bytes no longer pass, and neither side hears of it. New connections pass again.</summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Uri server;
    private readonly Task accepting;
    private CancellationTokenSource cut = new();

    public Cable(Uri server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new UriBuilder(server) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;

    public void Cut() => Interlocked.Exchange(ref cut, new CancellationTokenSource()).Cancel();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
        cut.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ConnectAsync(await listener.AcceptTcpClientAsync(stop.Token), cut.Token);
        }
        catch (OperationCanceledException)
        {
            // The test has ended.
        }
    }

    private async Task ConnectAsync(TcpClient near, CancellationToken whenCut)
    {
        using var far = new TcpClient();
        using (near)
        {
            await far.ConnectAsync(server.Host, server.Port, stop.Token);
            await Task.WhenAll(PassAsync(near, far, whenCut), PassAsync(far, near, whenCut));
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to, CancellationToken whenCut)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), whenCut);
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (OperationCanceledException)
        {
            await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // open, and silent
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // One side is gone.
        }
    }
}
