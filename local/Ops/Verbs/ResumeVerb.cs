using System.CommandLine;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Model;
using Amazon.StepFunctions.Model;
using Local.Cli;
using Local.Ops.Aws;
using Local.Ops.Decisions;
using Local.Ops.Facts;
using Local.Ops.Queues;

namespace Local.Ops.Verbs;

/// <summary><c>ops resume</c>: makes a stuck purchase go on.</summary>
internal static class ResumeVerb
{
    private const double MessagesPerSecond = 10;

    public static Command Create(OpsSessions sessions)
    {
        var purchase = OpsVerb.Purchase();
        var command = new Command("resume", "Makes a stuck purchase go on where it stopped") { purchase };
        return sessions.Run(command, async (session, parsed, stop) =>
        {
            var id = parsed.GetRequiredValue(purchase);
            if (await new FactsReader(session.Aws).ReadAsync(id, stop) is not { } facts)
                return await session.UnknownAsync(id);
            var decision = ResumeDecision.For(
                facts, session.Time.GetUtcNow(), queue => session.Aws.Map.Queues.Any(consumer => consumer.DeadLetters == queue));
            if (decision.Steps.Count == 0)
            {
                await session.PrintAsync($"There is nothing to resume. {decision.Nothing}.");
                return ExitCodes.Success;
            }
            foreach (var step in decision.Steps)
                await session.PrintAsync($"{step.Why} {Told(step)}");
            if (await session.Console.RefusalAsync("Do it?", session.Yes, stop) is { } refusal)
                return refusal;
            foreach (var step in decision.Steps)
                await session.PrintAsync(await TakeAsync(session, id, step, stop));
            return ExitCodes.Success;
        });
    }

    private static string Told(ResumeStep step) => step switch
    {
        ResumeStep.Reconcile => "→ ReconcilePayments looks at it.",
        ResumeStep.StartSaga => "→ Its saga starts.",
        ResumeStep.RedriveSaga saga => $"→ {saga.Arn} is redriven.",
        ResumeStep.RedriveMessages messages => $"→ They go back from {messages.Queue}.",
        _ => throw new ArgumentOutOfRangeException(nameof(step)),
    };

    private static async Task<string> TakeAsync(OpsSession session, string id, ResumeStep step, CancellationToken cancellation)
    {
        switch (step)
        {
            case ResumeStep.Reconcile:
                return await ReconcileAsync(session.Aws, id, cancellation);
            case ResumeStep.StartSaga:
                await new StartSagaFailures(session.Aws, session.Time).StartAsync(id, cancellation);
                return "The saga is started.";
            case ResumeStep.RedriveSaga saga:
                await session.Aws.StepFunctions.RedriveExecutionAsync(
                    new RedriveExecutionRequest { ExecutionArn = saga.Arn }, cancellation);
                return "The saga is redriven.";
            case ResumeStep.RedriveMessages messages:
                var moved = await new Redrive(session.Aws, session.Time)
                    .RunAsync(messages.Queue, id, MessagesPerSecond, _ => { }, cancellation);
                return $"{moved} of its messages moved back from {messages.Queue}.";
            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    /// <exception cref="LocalCloudException">The function failed.</exception>
    private static async Task<string> ReconcileAsync(OperatorAws aws, string id, CancellationToken cancellation)
    {
        var answer = await aws.Lambda.InvokeAsync(new InvokeRequest
        {
            FunctionName = aws.Map.FunctionOf("ReconcilePayments"),
            Payload = JsonSerializer.Serialize(new { purchaseId = id }),
        }, cancellation);
        var text = Encoding.UTF8.GetString(answer.Payload.ToArray());
        return string.IsNullOrEmpty(answer.FunctionError)
            ? $"ReconcilePayments: {text}"
            : throw new LocalCloudException($"ReconcilePayments failed: {text}");
    }
}
