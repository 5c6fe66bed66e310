using System.Text.Json;
using Local.Faults;

namespace Local.Proof;

/// <summary>Prints the matrix, and whatever broke the promise with everything that is known of it.</summary>
internal sealed class ProofReport(TextWriter output)
{
    private const int Stories = 5;

    public void Print(IReadOnlyList<Judgement> judgements)
    {
        var matrix = new FaultMatrix();
        foreach (var judgement in judgements)
            matrix.Add(judgement);
        matrix.Print(output);
        output.WriteLine();
        foreach (var kind in judgements.GroupBy(judgement => (judgement.Kind, judgement.Outcome)).OrderBy(kind => kind.Key))
            output.WriteLine($"{kind.Key.Kind}: {kind.Count()} × {Words(kind.Key.Outcome)}");
        output.WriteLine();
    }

    /// <param name="left">What had not ended, or is wrong with the run as a whole; each a line.</param>
    /// <param name="again">The options that repeat this run.</param>
    /// <returns>Whether the promise held.</returns>
    public async Task<bool> ConcludeAsync(IReadOnlyList<Judgement> judgements, IReadOnlyList<string> left, string again, Trial trial)
    {
        var broken = judgements.Where(judgement => judgement.Violations.Count > 0).ToList();
        foreach (var judgement in broken)
        {
            output.WriteLine($"{judgement.Books.PurchaseId} ({judgement.Kind}): {string.Join("; ", judgement.Violations)}");
            output.WriteLine($"  {JsonSerializer.Serialize(judgement.Books)}");
            foreach (var fault in judgement.Faults)
                output.WriteLine($"  {fault.Time:HH:mm:ss.fff} {fault.Kind.Name()} at {fault.Function} {fault.Place}");
        }
        // The story of all would be a book; the first few tell what is wrong.
        foreach (var judgement in broken.Take(Stories))
            output.WriteLine($"{Environment.NewLine}{await trial.TimelineAsync(judgement.Books.PurchaseId)}");
        foreach (var line in left)
            output.WriteLine($"wrong as a whole: {line}");
        var holds = broken.Count == 0 && left.Count == 0;
        output.WriteLine(holds ? "0 violations" : $"{broken.Count + left.Count} violations. To see them again: {again}");
        return holds;
    }

    private static string Words(Outcome outcome) => outcome switch
    {
        Outcome.NeverCharged => "never charged",
        Outcome.Delivered => "charged once and delivered",
        _ => "charged once and refunded once",
    };
}
