using System.Collections.Concurrent;

namespace Local.Crm;

/// <summary>Requests to the CRM that are to fail, for tests.</summary>
public sealed class CrmFaults
{
    private readonly ConcurrentQueue<int> statuses = new();

    /// <summary>Answers the next requests with this status, and does nothing about them.</summary>
    public void FailNext(int requests, int status)
    {
        for (var i = 0; i < requests; i++)
            statuses.Enqueue(status);
    }

    internal int? Next() => statuses.TryDequeue(out var status) ? status : null;
}
