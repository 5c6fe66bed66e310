namespace Local.Lambda;

/// <summary>One function of the template, as its processes are started.</summary>
/// <param name="Arn">The unqualified ARN.</param>
/// <param name="Timeout">How long one invocation may take, 1 s to 15 min.</param>
/// <param name="ReservedConcurrency">How many invocations may run at once, or null when the account's limit is the only one.</param>
/// <param name="CodeFolder">The asset folder; it holds the executable <c>bootstrap</c>.</param>
public sealed record LambdaFunction(
    string Name,
    string Arn,
    string Handler,
    int MemorySize,
    TimeSpan Timeout,
    int? ReservedConcurrency,
    string RoleArn,
    string CodeFolder,
    IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>What people call the function: <c>CreateUser</c>, without the stack, the service and the hash of the full name.</summary>
    public string ShortName { get; init; } = Name;

    /// <summary>The construct around the function's own: <c>UserDirectory</c>; empty when there is none.</summary>
    public string Service { get; init; } = "";

    /// <summary>Nobody waits for it: it gets the processor time that the others leave.</summary>
    public bool IsBackground { get; init; }
}
