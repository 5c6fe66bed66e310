namespace Local.StepFunctions.Engine;

/// <summary>Quotas of Standard workflows (AWS Step Functions Developer Guide, "Service quotas").</summary>
internal static class StateMachineLimits
{
    /// <summary>The largest input, output or result, in bytes of UTF-8.</summary>
    public const int PayloadBytes = 256 * 1024;

    /// <summary>The most events in the history of one execution.</summary>
    public const int HistoryEvents = 25_000;

    /// <summary>How long after its end an execution can be redriven.</summary>
    public static readonly TimeSpan RedrivablePeriod = TimeSpan.FromDays(14);

    /// <summary>The largest definition, in bytes of UTF-8.</summary>
    public const int DefinitionBytes = 1024 * 1024;

    public const long LongestTimeoutSeconds = 99_999_999;
    public const long LongestDelaySeconds = 31_622_400;
    public const int StateNameLength = 80;
}
