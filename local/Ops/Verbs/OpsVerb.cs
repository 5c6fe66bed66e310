using System.CommandLine;

namespace Local.Ops.Verbs;

/// <summary><c>ops</c>: what an operator needs to find out about a purchase, and to repair it. See docs/operations.md.</summary>
internal static class OpsVerb
{
    /// <summary>How an operator runs it.</summary>
    public const string CommandLine = "dotnet run --project local -- ops";

    public static Command Create(OpsConsole? console = null, TimeProvider? time = null)
    {
        var arguments = new OpsArguments();
        var sessions = new OpsSessions(arguments, console ?? OpsConsole.Standard, time ?? TimeProvider.System);
        var verb = new Command("ops", "Finds out about purchases and repairs them, in the local cloud and in AWS (docs/operations.md)");
        arguments.AddTo(verb);
        foreach (var command in (Command[])
        [
            TimelineVerb.Create(sessions), StuckVerb.Create(sessions), DlqVerb.Create(sessions),
            RefundVerb.Create(sessions), ResumeVerb.Create(sessions), ReplayVerb.Create(sessions), ForgetVerb.Create(sessions),
        ])
        {
            verb.Subcommands.Add(command);
        }
        return verb;
    }

    public static Argument<string> Purchase() =>
        new("purchaseId") { Description = "The purchase, for instance pur_0123456789abcdefghjkmnpqrs" };
}
