namespace Local.Iam;

/// <summary>What a principal is about to do to one resource.</summary>
/// <param name="Principal">A role's ARN, or a service: <c>sns.amazonaws.com</c>.</param>
/// <param name="Action">As policies name it: <c>dynamodb:PutItem</c>.</param>
/// <param name="Resource">An ARN, or <c>*</c> for actions that are about none.</param>
public sealed record AccessRequest(string Principal, string Action, string Resource)
{
    /// <summary>What conditions may ask about, by condition key. A key with several values stands there several times.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Context { get; init; } = [];

    /// <summary>The values of a condition key, whose name has no case.</summary>
    public IEnumerable<string> Values(string key) =>
        Context.Where(entry => entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Select(entry => entry.Value);

    public override string ToString() =>
        $"{Principal} {Action} {Resource} {string.Join(' ', Context.Select(entry => $"{entry.Key}={entry.Value}"))}";
}

/// <summary>Hears what is decided about every request, in the order of the calls. It must be quick.</summary>
public interface IAccessObserver
{
    void Decided(AccessRequest request, Decision decision);
}
