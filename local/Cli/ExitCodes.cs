namespace Local.Cli;

/// <summary>What the program ends with.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The platform couldn't start, or what a verb checks doesn't hold.</summary>
    public const int Failure = 1;

    /// <summary>An option or verb that doesn't exist, or a value that it can't have.</summary>
    public const int Usage = 2;

    /// <summary>A signal ended a verb before it had done its work; what shells give for Ctrl-C.</summary>
    public const int Interrupted = 130;
}
