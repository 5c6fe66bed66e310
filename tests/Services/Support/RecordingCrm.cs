using CrmSync.Contacts;
using CrmSync.Crm;
using Platform.Email;

namespace Services.Tests.Support;

/// <summary>Stands for the CRM. Each call arrives after as many steps as the next latency says: what was sent first may arrive last.</summary>
internal sealed class RecordingCrm(params int[] latencies) : ICrm
{
    private int calls;

    public Dictionary<string, ContactProfile> Contacts { get; } = [];

    public int Calls => calls;

    public Exception? Error { get; set; }

    /// <summary>Called when a call is under way.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public async Task<string> UpsertAsync(EmailAddress email, ContactProfile profile, CancellationToken cancellation)
    {
        var call = Interlocked.Increment(ref calls);
        if (Error is not null)
            throw Error;
        for (var step = 0; latencies.Length > 0 && step < latencies[call % latencies.Length]; step++)
            await Task.Yield();
        if (Meanwhile is { } meanwhile)
            await meanwhile();
        lock (Contacts)
            Contacts[email.Normalized] = profile;
        return "101";
    }
}
