using Local.Data;

namespace Local.Deployment;

/// <summary>
/// The consumers that were deployed into the running local cloud. A data folder remembers them: they are there at its next start.
/// </summary>
internal sealed class LaterStacks(DataFolder data)
{
    private readonly Documents<string> kept = data.Documents<string>("later-stacks");

    /// <summary>Those of earlier starts.</summary>
    public IEnumerable<string> Earlier => kept.Earlier.Values;

    public void Remember(string consumer) => kept.Put(consumer, consumer);
}
