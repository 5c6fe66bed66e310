using System.Text;
using Local.CloudConsole.Activity;
using Local.Lambda;
using Local.StepFunctions;

namespace Local.CloudConsole.Stories;

/// <summary>Tells what functions logged about a purchase.</summary>
internal sealed class LogItems(FunctionInvoker functions, FunctionLog log)
{
    public IEnumerable<StoryItem> Of(string purchaseId, IReadOnlyList<RecordedInvocation> invocations)
    {
        var requests = invocations.Select(invocation => invocation.RequestId).ToHashSet();
        return functions.Functions.SelectMany(function => log.Read(function.Name)
            .Where(line => !line.Platform && IsAbout(line, purchaseId, requests))
            .Select(line => Item(function, line)));
    }

    /// <summary>A line of a batch names the purchase that it is about, if it is about one.</summary>
    private static bool IsAbout(LogLine line, string purchaseId, HashSet<string> requests) =>
        line.Text.Contains(purchaseId, StringComparison.Ordinal)
        || (line.RequestId is { } request && requests.Contains(request) && !line.Text.Contains("pur_", StringComparison.Ordinal));

    private static StoryItem Item(LambdaFunction function, LogLine line)
    {
        var entry = FunctionProblems.Parse(Encoding.UTF8.GetBytes(line.Text)) ?? default;
        var level = entry.TextOf("level");
        var outcome = level is "Error" or "Critical" ? Outcome.Failed : Outcome.Told;
        return new(line.Time, ItemKind.Log, function.ShortName, entry.TextOf("message") ?? line.Text, outcome)
        {
            Facts = [new("level", level ?? "none"), new("function", function.ShortName)],
            Documents = level is null ? [] : [new("line", line.Text)],
        };
    }
}
