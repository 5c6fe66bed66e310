namespace Local.Deployment;

/// <summary>docs/fidelity.md: what the local cloud makes of each type of resource.</summary>
public static class FidelityDocument
{
    /// <summary>Relative to the repository.</summary>
    public const string Place = "docs/fidelity.md";

    public static string Of(FidelityReport report) =>
        $"""
        # What runs on one machine

        Each type of resource in the platform's templates, and what the local cloud makes of it: **run** (it works), **checked** (its properties are read and used or
        verified, but it does nothing of its own), **not emulated** (left out, for the reason given). A type that isn't known at all stops the start with its name.

        This page is written by `dotnet run --project local -- report --write`; a test compares it with the code, so that nothing moves from one class to another unnoticed.
        `report` shows the same for the templates as they are now, `report --json` each resource by itself.

        | type | here | what is different |
        |---|---|---|
        {string.Join('\n', Rows(report))}

        """;

    /// <summary>The lines of the table.</summary>
    public static IEnumerable<string> Rows(FidelityReport report) => report.Rows
        .Select(row => $"| `{row.Type}` | {FidelityReport.Word(row.Fidelity)} | {row.Note} |");
}
