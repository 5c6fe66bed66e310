using Analytics.Lake;

namespace Analytics.CaptureChanges;

/// <summary>One change in the lake's form.</summary>
/// <param name="Values">
/// A value for each of the table's columns, in their order: string, decimal, DateTime (UTC), bool, long or null.
/// </param>
public sealed record Change(LakeTable Table, DateOnly Day, string ItemKey, string SequenceNumber, IReadOnlyList<object?> Values);
