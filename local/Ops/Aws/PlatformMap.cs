namespace Local.Ops.Aws;

/// <summary>What the parts of a deployed platform are called: the parameter that the stack writes for operators.</summary>
/// <param name="Saga">The alias that executions are started through.</param>
/// <param name="Tables">Names by construct, for instance <c>Purchases</c>; without the login tokens when they are in Valkey.</param>
/// <param name="Functions">Names by construct, for instance <c>CreateUser</c>.</param>
internal sealed record PlatformMap(
    string Saga, string StateMachine, IReadOnlyDictionary<string, string> Tables, IReadOnlyDictionary<string, string> Functions,
    IReadOnlyList<PlatformMap.Consumer> Queues, IReadOnlyList<PlatformMap.StreamFailure> StreamFailures)
{
    /// <summary>The parameter's name.</summary>
    public const string Parameter = "/platform/operations";

    /// <summary>Below it is a parameter for each consumer in a stack of its own.</summary>
    public const string Consumers = "/platform/consumers";

    /// <summary>The parameter of the lake, which is in a stack of its own.</summary>
    public const string LakeParameter = "/platform/lake";

    /// <summary>Every queue for what could not be processed, in the order of the alphabet.</summary>
    public IEnumerable<string> DeadLetterQueues =>
        Queues.Select(queue => queue.DeadLetters).Concat(StreamFailures.Select(queue => queue.Name)).Order(StringComparer.Ordinal);

    public string TableOf(string part) =>
        Tables.GetValueOrDefault(part) ?? throw new LocalCloudException($"The parameter {Parameter} names no table {part}.");

    public string FunctionOf(string part) =>
        Functions.GetValueOrDefault(part) ?? throw new LocalCloudException($"The parameter {Parameter} names no function {part}.");

    /// <summary>The ARN of an execution of the saga.</summary>
    public string ExecutionOf(string name) => $"{StateMachine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";

    /// <summary>A queue, the one behind it, and the function that reads it.</summary>
    /// <param name="Events">What its subscription lets through, <c>*</c> for everything; null when an older stack wrote it.</param>
    internal sealed record Consumer(string Name, string DeadLetters, string Function, IReadOnlyList<string>? Events = null)
    {
        private const string EveryEvent = "*";

        public bool Hears(string eventName) => Events is { } events && (events.Contains(EveryEvent) || events.Contains(eventName));
    }

    /// <summary>The lake.</summary>
    /// <param name="TokenKey">The secret with the key that makes tokens of addresses.</param>
    internal sealed record Lake(string Bucket, string TokenKey);

    /// <summary>The queue for the records of a stream that a function could not process.</summary>
    internal sealed record StreamFailure(string Name, string Function);
}
