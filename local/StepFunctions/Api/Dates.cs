namespace Local.StepFunctions.Api;

internal static class Dates
{
    /// <summary>Seconds since 1970, with milliseconds: the timestamps of AWS's JSON protocols.</summary>
    public static decimal ToEpochSeconds(this DateTimeOffset date) => date.ToUnixTimeMilliseconds() / 1000m;
}
