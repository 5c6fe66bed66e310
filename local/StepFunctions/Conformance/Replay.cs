using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Integrations;
using Local.StepFunctions.Persistence;
using Microsoft.Extensions.Logging.Abstractions;

namespace Local.StepFunctions.Conformance;

/// <summary>Runs a recorded case through the interpreter.</summary>
internal static class Replay
{
    private const string Region = "us-east-1";
    private const string Account = "111111111111";

    /// <exception cref="InvalidDefinitionException">The definition is refused.</exception>
    /// <exception cref="InvalidOperationException">The interpreter takes another course than the recording: its ending means nothing.</exception>
    public static Ending Run(RecordedCase recorded)
    {
        var time = new VirtualTime(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var tokens = new TaskTokens();
        var outcomes = new RecordedOutcomes(recorded.Events, tokens, time);
        var integrations = new TaskIntegrations([outcomes]);
        var definition = new DefinitionReader(integrations.Refuse).Read(recorded.Definition);
        var arn = Arns.StateMachine(Region, Account, "recorded");
        var machine = new ExecutedMachine(arn, "recorded", $"arn:aws:iam::{Account}:role/recorded", definition);
        var start = new ExecutionStart(
            Arns.Execution(arn, "replay"), "replay", machine, recorded.Input, Json.Parse(recorded.Input), time.GetUtcNow());
        var execution = new Execution(start, sequence: 1, time, new NoJournal());
        var runner = new ExecutionRunner(new Interpreter(integrations, tokens, time, new Random(1)), NullLogger<ExecutionRunner>.Instance);
        return time.Run(async () =>
        {
            await runner.RunAsync(execution, ReplayedEvents.None);
            if (outcomes.RanOut)
                throw new InvalidOperationException("AWS recorded fewer tasks than the interpreter runs.");
            return new Ending(execution.Status, execution.Output, execution.Error);
        });
    }
}
