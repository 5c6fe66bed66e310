using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Local.Cli;

namespace Local.Faults;

/// <summary>Decides what goes wrong, and keeps what did. All members are safe for concurrent use.</summary>
public sealed class FaultEngine(Progress progress, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<RuleState> ofAnyPurchase = [];
    private readonly Dictionary<string, List<RuleState>> byPurchase = new(StringComparer.Ordinal);
    private readonly List<InjectedFault> log = [];
    private readonly List<RecordedCall> calls = [];
    private long seed;
    private volatile bool isActive;

    /// <summary>Whether every call of a function or the saga is kept in <see cref="RecordedCalls"/>.</summary>
    public bool Recording { get; set; }

    /// <summary>Whether anything may go wrong, or calls are recorded.</summary>
    internal bool IsActive => isActive || Recording;

    /// <summary>What went wrong so far, oldest first.</summary>
    public IReadOnlyList<InjectedFault> Log
    {
        get
        {
            lock (gate)
                return [.. log];
        }
    }

    /// <summary>The calls that were made while <see cref="Recording"/> was on, oldest first.</summary>
    public IReadOnlyList<RecordedCall> RecordedCalls
    {
        get
        {
            lock (gate)
                return [.. calls];
        }
    }

    /// <summary>Replaces the plan.</summary>
    public void Load(FaultPlan plan)
    {
        lock (gate)
        {
            Clear();
            seed = plan.Seed;
            foreach (var rule in plan.Rules)
                Add(rule);
        }
    }

    /// <summary>Adds a rule; its counts begin at 0.</summary>
    public void Add(FaultRule rule)
    {
        lock (gate)
        {
            if (rule.PurchaseId is null)
                ofAnyPurchase.Add(new RuleState(rule));
            else if (byPurchase.TryGetValue(rule.PurchaseId, out var rules))
                rules.Add(new RuleState(rule));
            else
                byPurchase[rule.PurchaseId] = [new RuleState(rule)];
            isActive = true;
        }
    }

    /// <summary>Withdraws all rules. What went wrong and what was recorded is kept.</summary>
    public void Clear()
    {
        lock (gate)
        {
            ofAnyPurchase.Clear();
            byPurchase.Clear();
            isActive = false;
        }
    }

    internal void Record(in FaultPlace place)
    {
        if (!Recording)
            return;
        lock (gate)
            calls.Add(new RecordedCall(place.Function, place.Name, place.PurchaseId, place.RequestId));
    }

    /// <summary>The rule that strikes here, if one does: the first that is due. All that match count.</summary>
    /// <param name="kinds">The kinds that are possible here.</param>
    internal FaultRule? Strike(FaultPlace place, params IReadOnlyList<FaultKind> kinds)
    {
        InjectedFault fault;
        FaultRule? due = null;
        lock (gate)
        {
            foreach (var state in RulesOf(place.PurchaseId))
            {
                if (kinds.Contains(state.Rule.Kind) && state.Rule.Matches(place) && state.IsDue(place, seed, mayStrike: due is null))
                    due = state.Rule;
            }
            if (due is null)
                return null;
            fault = new InjectedFault(clock.GetUtcNow(), due.Kind, place.Function, place.Name, place.PurchaseId, place.RequestId);
            log.Add(fault);
        }
        progress.Say($"fault {fault.Kind.Name()} at {fault.Function} {fault.Place} {fault.PurchaseId}");
        return due;
    }

    private IEnumerable<RuleState> RulesOf(string? purchase) =>
        purchase is not null && byPurchase.TryGetValue(purchase, out var rules) ? rules.Concat(ofAnyPurchase) : ofAnyPurchase;

    /// <summary>A rule and what it has counted, purchase by purchase.</summary>
    private sealed class RuleState(FaultRule rule)
    {
        private readonly Dictionary<string, Counts> counts = new(StringComparer.Ordinal);

        public FaultRule Rule => rule;

        public bool IsDue(in FaultPlace place, long seed, bool mayStrike)
        {
            var purchase = place.PurchaseId ?? "";
            if (!counts.TryGetValue(purchase, out var counted))
                counts[purchase] = counted = new Counts();
            var spot = $"{place.Function} {place.Name}";
            // Purchases and functions run side by side: only the count at one spot is the same in every run.
            var occurrence = counted.BySpot[spot] = counted.BySpot.GetValueOrDefault(spot) + 1;
            var strikes = ++counted.Matched >= rule.Nth
                && counted.Struck < rule.Times
                && mayStrike
                && (rule.Probability is not { } probability
                    || Draw($"{seed}|{rule.Identity}|{purchase}|{spot}|{occurrence}") < probability);
            if (strikes)
                counted.Struck++;
            return strikes;
        }

        /// <summary>A number from 0 to 1 that depends on the text alone.</summary>
        private static double Draw(string text) =>
            BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) / (double)ulong.MaxValue;

        private sealed class Counts
        {
            public int Matched { get; set; }

            public int Struck { get; set; }

            public Dictionary<string, int> BySpot { get; } = new(StringComparer.Ordinal);
        }
    }
}
