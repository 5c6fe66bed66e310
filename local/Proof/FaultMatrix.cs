using Local.Faults;

namespace Local.Proof;

/// <summary>Fault by place by outcome, as a table that Markdown understands too.</summary>
internal sealed class FaultMatrix
{
    private readonly SortedDictionary<(string Place, string Fault), Row> rows = [];

    /// <summary>Counts each fault that a purchase went through, once.</summary>
    public void Add(Judgement judgement)
    {
        foreach (var (kind, function, place) in judgement.Faults.Select(fault => (fault.Kind, fault.Function, fault.Place)).Distinct())
        {
            var key = ($"{function} · {place}", kind.Name());
            rows[key] = rows.GetValueOrDefault(key, new Row()).With(judgement);
        }
    }

    public void Print(TextWriter output)
    {
        var lines = rows.Select(row => new[]
        {
            row.Key.Place, row.Key.Fault, $"{row.Value.Purchases}", $"{row.Value.NeverCharged}", $"{row.Value.Delivered}",
            $"{row.Value.Refunded}", $"{row.Value.Violations}",
        }).Prepend(["place", "fault", "purchases", "never charged", "delivered", "refunded", "violations"]).ToList();
        var widths = Enumerable.Range(0, 7).Select(column => lines.Max(line => line[column].Length)).ToArray();
        Write(lines[0]);
        output.WriteLine("|" + string.Join('|', widths.Select((width, column) => new string('-', width + 1) + (column < 2 ? "-" : ":"))) + "|");
        foreach (var line in lines.Skip(1))
            Write(line);

        void Write(string[] line) => output.WriteLine(
            "| " + string.Join(" | ", line.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))) + " |");
    }

    private sealed record Row(int Purchases = 0, int NeverCharged = 0, int Delivered = 0, int Refunded = 0, int Violations = 0)
    {
        public Row With(Judgement judgement) => new(
            Purchases + 1,
            NeverCharged + (judgement.Outcome == Outcome.NeverCharged ? 1 : 0),
            Delivered + (judgement.Outcome == Outcome.Delivered ? 1 : 0),
            Refunded + (judgement.Outcome == Outcome.Refunded ? 1 : 0),
            Violations + (judgement.Violations.Count > 0 ? 1 : 0));
    }
}
