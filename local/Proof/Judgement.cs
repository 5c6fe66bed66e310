using Local.Faults;

namespace Local.Proof;

/// <summary>What became of one purchase, what it went through, and what was wrong with its end.</summary>
internal sealed record Judgement(
    PurchaseBooks Books, BuyerKind Kind, IReadOnlyList<InjectedFault> Faults, Outcome Outcome, IReadOnlyList<string> Violations);
