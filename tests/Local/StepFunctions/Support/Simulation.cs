using Local.StepFunctions;
using Local.StepFunctions.Conformance;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Integrations;
using Local.StepFunctions.Persistence;
using Microsoft.Extensions.Logging.Abstractions;

namespace Local.Tests.StepFunctions.Support;

/// <summary>Runs executions in virtual time: waits and backoffs take no real time, and every run takes the same course.</summary>
internal sealed class Simulation
{
    public static readonly DateTimeOffset Start = new(2025, 7, 6, 22, 57, 0, TimeSpan.Zero);

    public Simulation() => Integrations = new TaskIntegrations([Tasks]);

    public VirtualTime Time { get; } = new(Start);

    public ScriptedTasks Tasks { get; } = new();

    public TaskTokens Tokens { get; } = new();

    public IExecutionJournal Journal { get; init; } = new NoJournal();

    public Random Random { get; init; } = new(7);

    private TaskIntegrations Integrations { get; }

    public ExecutionRunner Runner => new(new Interpreter(Integrations, Tokens, Time, Random), NullLogger<ExecutionRunner>.Instance);

    /// <summary>Runs a machine whose states are given as the JSON members of States.</summary>
    public Execution RunStates(string startAt, string states, string input = "{}") =>
        Run($$"""{"StartAt": "{{startAt}}", "States": { {{states}} } }""", input);

    public Execution Run(string definition, string input = "{}") => Time.Run(async () =>
    {
        var execution = Create(definition, input);
        await Runner.RunAsync(execution, ReplayedEvents.None);
        return execution;
    });

    public Execution Create(string definition, string input)
    {
        var machine = new ExecutedMachine(
            Arns.StateMachine("eu-west-1", "000000000000", "saga"), "saga", "arn:aws:iam::000000000000:role/saga",
            new DefinitionReader(Integrations.Refuse).Read(definition));
        var start = new ExecutionStart(Arns.Execution(machine.Arn, "run"), "run", machine, input, Json.Parse(input), Time.GetUtcNow());
        return new Execution(start, sequence: 1, Time, Journal);
    }

    /// <summary>Lets virtual time pass inside a script.</summary>
    public Task PassAsync(TimeSpan time) => Task.Delay(time, Time);
}
