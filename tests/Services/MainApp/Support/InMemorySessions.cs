using System.Collections.Concurrent;
using MainApp.Sessions;

namespace Services.Tests.MainApp.Support;

/// <summary>Stands for the sessions table. Like the table it keeps expired items until somebody removes them.</summary>
internal sealed class InMemorySessions : ISessions
{
    public ConcurrentDictionary<string, Session> Items { get; } = new();

    public Exception? Error { get; set; }

    public Task StoreAsync(string key, Session session, CancellationToken cancellation)
    {
        if (Error is not null)
            throw Error;
        Items[key] = session;
        return Task.CompletedTask;
    }

    public Task<Session?> FindAsync(string key, CancellationToken cancellation) => Task.FromResult(Items.GetValueOrDefault(key));

    public Task DeleteAsync(string key, CancellationToken cancellation)
    {
        Items.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}
