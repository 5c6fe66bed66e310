namespace Local.Lambda;

/// <summary>The forms in which callers name a function: a name, a partial or full ARN, each with or without a qualifier.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Qualifier">Version or alias; null when the caller gave none.</param>
public readonly record struct FunctionName(string Name, string? Qualifier)
{
    public static FunctionName Parse(string reference)
    {
        // arn:aws:lambda:region:account:function:name[:qualifier], account:function:name[:qualifier] or name[:qualifier]
        var parts = reference.Split(':');
        var start = Array.IndexOf(parts, "function") + 1;
        return new FunctionName(parts[start], parts.Length > start + 1 ? parts[start + 1] : null);
    }
}
