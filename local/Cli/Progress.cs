using System.Diagnostics;
using System.Globalization;

namespace Local.Cli;

/// <summary>Tells the user what is going on, one plain line at a time: several steps run at once.</summary>
public sealed class Progress(LocalCloudOptions options)
{
    private readonly Lock writing = new();

    /// <summary>Runs a step and reports how long it took.</summary>
    /// <param name="slow">Announce it too, because it can take longer than people wait without a sign.</param>
    public async Task<T> StepAsync<T>(string what, Func<Task<T>> step, bool slow = false)
    {
        if (slow)
            Say($"  … {what}");
        var started = Stopwatch.GetTimestamp();
        var result = await step();
        Say(string.Create(CultureInfo.InvariantCulture, $"  ✓ {what} ({Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s)"));
        return result;
    }

    public Task StepAsync(string what, Func<Task> step, bool slow = false) => StepAsync(what, async () =>
    {
        await step();
        return true;
    }, slow);

    /// <summary>A line that <c>--quiet</c> leaves out.</summary>
    public void Say(string line)
    {
        if (!options.Quiet)
            SayAlways(line);
    }

    public void SayAlways(string line)
    {
        lock (writing)
            options.Output.WriteLine(line);
    }
}
