using System.Text.Json.Nodes;

namespace Local.Deployment;

/// <summary>What the local cloud makes of one resource.</summary>
/// <param name="Path">The construct path.</param>
/// <param name="Note">What of it is left out, and why; empty when there is nothing to say.</param>
public sealed record FidelityEntry(string Stack, string LogicalId, string Path, string Type, Fidelity Fidelity, string Note);

/// <summary>What the local cloud makes of the resources of one type.</summary>
public sealed record FidelityRow(string Type, int Count, Fidelity Fidelity, string Note);

/// <summary>Says of every resource in the templates whether it runs here, is only checked, or is left out.</summary>
public sealed record FidelityReport(IReadOnlyList<FidelityEntry> Resources)
{
    /// <summary>By type; a type has several rows when its resources are in different hands.</summary>
    public IReadOnlyList<FidelityRow> Rows { get; } =
    [
        .. from resource in Resources
           group resource by (resource.Type, resource.Fidelity, resource.Note) into same
           orderby same.Key.Type, same.Key.Fidelity, same.Key.Note
           select new FidelityRow(same.Key.Type, same.Count(), same.Key.Fidelity, same.Key.Note),
    ];

    /// <summary>How many resources are in each class, in one sentence.</summary>
    public string Sums =>
        $"{Resources.Count} resources: {Count(Fidelity.Run)} run, {Count(Fidelity.Checked)} checked, {Count(Fidelity.NotEmulated)} not emulated";

    /// <summary>What stands at the start: the sums, and what isn't emulated.</summary>
    public IEnumerable<string> Summary() => [$"{Sums} (report tells more)", .. Table(Rows.Where(row => row.Fidelity == Fidelity.NotEmulated))];

    /// <summary>The whole report, a line for each type.</summary>
    public IEnumerable<string> Lines() => [Sums, .. Table(Rows)];

    public JsonObject ToJson() => new()
    {
        ["run"] = Count(Fidelity.Run),
        ["checked"] = Count(Fidelity.Checked),
        ["notEmulated"] = Count(Fidelity.NotEmulated),
        ["resources"] = new JsonArray([.. Resources.Select(resource => new JsonObject
        {
            ["stack"] = resource.Stack,
            ["logicalId"] = resource.LogicalId,
            ["path"] = resource.Path,
            ["type"] = resource.Type,
            ["fidelity"] = Word(resource.Fidelity),
            ["note"] = resource.Note,
        })]),
    };

    /// <summary>The word for a class in reports and documents.</summary>
    public static string Word(Fidelity fidelity) => fidelity switch
    {
        Fidelity.Run => "run",
        Fidelity.Checked => "checked",
        _ => "not emulated",
    };

    private static IEnumerable<string> Table(IEnumerable<FidelityRow> rows)
    {
        var shown = rows.OrderBy(row => row.Fidelity).ToList();
        var width = shown.Select(row => row.Type.Length).DefaultIfEmpty().Max();
        return shown.Select(row => $"  {Word(row.Fidelity),-12}  {row.Type.PadRight(width)}  {row.Count,3}  {row.Note}".TrimEnd());
    }

    private int Count(Fidelity fidelity) => Resources.Count(resource => resource.Fidelity == fidelity);
}
