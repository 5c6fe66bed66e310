namespace Platform.Configuration;

/// <summary>The function's environment variables. Read in <c>Program.cs</c> only.</summary>
public static class Settings
{
    /// <summary>A variable that the template sets.</summary>
    /// <exception cref="InvalidOperationException">It is missing: the function and its template don't match.</exception>
    public static string Required(string name) =>
        Optional(name) ?? throw new InvalidOperationException($"The environment variable {name} is not set.");

    /// <summary>A variable that the template sets in some configurations only; null when it doesn't.</summary>
    public static string? Optional(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>A whole number that the template sets.</summary>
    /// <exception cref="InvalidOperationException">It is missing or not a whole number.</exception>
    public static int RequiredNumber(string name) =>
        int.TryParse(Required(name), out var number)
            ? number
            : throw new InvalidOperationException($"The environment variable {name} is not a whole number.");

    /// <summary>A comma-separated list that the template sets; may be empty.</summary>
    public static IReadOnlyList<string> List(string name) =>
        (Environment.GetEnvironmentVariable(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
