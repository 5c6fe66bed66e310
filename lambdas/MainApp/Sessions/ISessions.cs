namespace MainApp.Sessions;

/// <summary>The open sessions, by <see cref="SessionId.Key"/>.</summary>
public interface ISessions
{
    Task StoreAsync(string key, Session session, CancellationToken cancellation);

    /// <summary>Reads with strong consistency; null when there is none. May give a session that has expired.</summary>
    Task<Session?> FindAsync(string key, CancellationToken cancellation);

    /// <summary>Makes sure that there is none.</summary>
    Task DeleteAsync(string key, CancellationToken cancellation);
}
