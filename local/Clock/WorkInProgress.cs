using System.Collections.Concurrent;

namespace Local.Clock;

/// <summary>Pieces of work that go on for a while, and for most of it only wait: for the clock, or for somebody's answer.</summary>
public sealed class WorkInProgress
{
    private readonly ConcurrentDictionary<Work, byte> all = new();

    /// <summary>Whether any piece does something, or has what it waited for and is about to.</summary>
    public bool IsAny => all.Any(entry => entry.Key.IsAtWork);

    /// <summary>Begins a piece; disposing it ends it.</summary>
    public Work Begin()
    {
        var work = new Work(this);
        all[work] = 0;
        return work;
    }

    /// <summary>One piece. At most one thread works on it at a time.</summary>
    public sealed class Work : IDisposable
    {
        private readonly WorkInProgress all;
        private volatile Func<bool>? waitIsOver;
        private volatile bool hasEnded;

        internal Work(WorkInProgress all) => this.all = all;

        public bool HasEnded => hasEnded;

        /// <summary>What it waits for may have come while nobody has noticed yet; it counts as work from then on.</summary>
        internal bool IsAtWork => !hasEnded && (waitIsOver?.Invoke() ?? true);

        /// <summary>Waits from now on until the result is disposed of.</summary>
        /// <param name="isOver">Whether that which it waits for is there.</param>
        public IDisposable WaitUntil(Func<bool> isOver)
        {
            waitIsOver = isOver;
            return new Waiting(this);
        }

        public void Dispose()
        {
            hasEnded = true;
            all.all.TryRemove(this, out _);
        }

        private sealed class Waiting(Work work) : IDisposable
        {
            public void Dispose() => work.waitIsOver = null;
        }
    }
}
