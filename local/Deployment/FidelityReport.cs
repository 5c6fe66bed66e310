namespace Local.Deployment;

/// <summary>What the local cloud makes of one resource type.</summary>
public sealed record FidelityRow(string Type, int Count, Fidelity Fidelity, string Note);

/// <summary>Says of every resource in the templates whether it runs here, is only checked, or is left out.</summary>
public sealed record FidelityReport(IReadOnlyList<FidelityRow> Rows)
{
    /// <summary>One line of sums and one for each type that doesn't fully run; with <paramref name="full"/> one for every type.</summary>
    public IEnumerable<string> Lines(bool full)
    {
        yield return $"{Rows.Sum(row => row.Count)} resources: {Count(Fidelity.Run)} run, {Count(Fidelity.Checked)} checked, {Count(Fidelity.NotEmulated)} not emulated";
        var shown = Rows.Where(row => full || row.Fidelity == Fidelity.NotEmulated).ToList();
        var width = shown.Select(row => row.Type.Length).DefaultIfEmpty().Max();
        foreach (var row in shown.OrderBy(row => row.Fidelity))
            yield return $"  {Word(row.Fidelity),-12}  {row.Type.PadRight(width)}  {row.Count,3}  {row.Note}".TrimEnd();
    }

    private int Count(Fidelity fidelity) => Rows.Where(row => row.Fidelity == fidelity).Sum(row => row.Count);

    private static string Word(Fidelity fidelity) => fidelity switch
    {
        Fidelity.Run => "run",
        Fidelity.Checked => "checked",
        _ => "not emulated",
    };
}
