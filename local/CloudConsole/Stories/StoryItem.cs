namespace Local.CloudConsole.Stories;

/// <summary>Who tells of an item; each is shown in its own way.</summary>
internal enum ItemKind
{
    /// <summary>A request to an API.</summary>
    Http,

    /// <summary>A function that was called by another one.</summary>
    Call,

    /// <summary>A charge or a refund, from the provider's books.</summary>
    Money,

    /// <summary>What the purchase's own record says.</summary>
    Record,

    /// <summary>A state of the saga.</summary>
    State,

    /// <summary>A message and its consumer.</summary>
    Message,

    /// <summary>A change of a table and its reader.</summary>
    Change,

    Email,
    Log,
}

/// <summary>How it ended.</summary>
internal enum Outcome
{
    /// <summary>It says something, and nothing could fail.</summary>
    Told,
    Done,
    Waiting,
    Failed,
}

/// <summary>One thing that happened to a purchase.</summary>
/// <param name="Who">The function, queue, saga or provider.</param>
internal sealed record StoryItem(DateTimeOffset Time, ItemKind Kind, string Who, string Title, Outcome Outcome)
{
    /// <summary>How long it took; null while it goes on and for what takes no time.</summary>
    public double? Milliseconds { get; init; }

    /// <summary>What went wrong, in the words of whoever failed.</summary>
    public string? Problem { get; init; }

    /// <summary>Names and values, in the order in which to read them.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>JSON or other text to look into.</summary>
    public IReadOnlyList<Document> Documents { get; init; } = [];

    /// <summary>Each delivery of a message, oldest first.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>The e-mail to show.</summary>
    public string? EmailId { get; init; }
}

internal sealed record Fact(string Name, string Value);

internal sealed record Document(string Name, string Text);

/// <summary>One delivery of a message to its function.</summary>
/// <param name="Receive">How often the message has been received by then.</param>
internal sealed record Attempt(DateTimeOffset Time, int Receive, Outcome Outcome, double? Milliseconds, string? Problem);
