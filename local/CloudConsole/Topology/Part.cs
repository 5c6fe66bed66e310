namespace Local.CloudConsole.Topology;

/// <summary>What the diagram shows.</summary>
internal enum PartKind
{
    Api,
    Schedule,
    Function,
    Table,
    Bucket,
    StateMachine,
    Topic,
    Queue,
}

/// <summary>A resource of the templates that events pass through or that holds data.</summary>
/// <param name="Id">Stack and logical id.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Address">What its counters are found by: ARN of a topic or machine, URL of a queue, name of a function.</param>
/// <param name="Service">The construct around it, for instance <c>UserDirectory</c>; empty when there is none.</param>
/// <param name="DeadLettersOf">The part whose failures it keeps; null for all but dead-letter queues.</param>
internal sealed record Part(string Id, PartKind Kind, string Name, string Address, string Service, string? DeadLettersOf = null);

/// <summary>A way that events or data take.</summary>
/// <param name="IsData">A function or machine reads or writes what is there; otherwise something is handed on.</param>
internal sealed record Link(string From, string To, bool IsData);

/// <summary>What is deployed, and how it hangs together.</summary>
internal sealed record Parts(IReadOnlyList<Part> All, IReadOnlyList<Link> Links)
{
    /// <summary>Those that get a place in the diagram: dead letters are shown at their owners.</summary>
    public IEnumerable<Part> Placed => All.Where(part => part.DeadLettersOf is null);
}
