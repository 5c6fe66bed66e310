using System.CommandLine;
using System.Text.Json;
using Amazon.StepFunctions.Model;
using BillingGates.Purchases;
using Contracts;
using Local.Cli;
using Local.Ops.Aws;
using Local.Ops.Decisions;
using Local.Ops.Facts;

namespace Local.Ops.Verbs;

/// <summary><c>ops refund</c>: gives the money back and takes back what was bought.</summary>
internal static class RefundVerb
{
    /// <summary>The same for every refund: a start that is repeated has to have the same input.</summary>
    private static readonly SagaFailure Requested = new(SagaFailure.RefundRequested, "An operator asked for the refund.");

    public static Command Create(OpsSessions sessions)
    {
        var purchase = OpsVerb.Purchase();
        var command = new Command("refund", "Gives the money back; the buyer loses the account, the order is cancelled") { purchase };
        return sessions.Run(command, async (session, parsed, stop) =>
        {
            var id = parsed.GetRequiredValue(purchase);
            if (await new FactsReader(session.Aws).ReadAsync(id, stop) is not { } facts)
                return await session.UnknownAsync(id);
            var decision = RefundDecision.For(facts);
            if (decision is RefundDecision.Impossible)
                return await session.FailAsync(decision.Why);
            await session.PrintAsync($"{id}, {facts.Purchase.Amount} {facts.Purchase.Currency}. {decision.Why}");
            if (decision is RefundDecision.Nothing)
                return ExitCodes.Success;
            if (await session.Console.RefusalAsync("Refund it?", session.Yes, stop) is { } refusal)
                return refusal;
            await RefundAsync(session.Aws, id, decision, stop);
            await session.PrintAsync($"The refund is under way. Look: {OpsVerb.CommandLine} timeline {id}{session.Place}");
            return ExitCodes.Success;
        });
    }

    private static async Task RefundAsync(OperatorAws aws, string id, RefundDecision decision, CancellationToken cancellation)
    {
        if (decision is RefundDecision.Redrive { Arn: var failed })
        {
            await aws.StepFunctions.RedriveExecutionAsync(new RedriveExecutionRequest { ExecutionArn = failed }, cancellation);
            return;
        }
        var purchase = await new PurchasesTable(aws.DynamoDb, aws.Map.TableOf("Purchases")).FindAsync(id, cancellation);
        if (decision is RefundDecision.Start { Stop: { } running })
        {
            await aws.StepFunctions.StopExecutionAsync(
                new StopExecutionRequest { ExecutionArn = running, Error = Requested.Error, Cause = Requested.Cause }, cancellation);
        }
        // Not to be interrupted between stop and start: a purchase must not be left without a saga.
        await aws.StepFunctions.StartExecutionAsync(new StartExecutionRequest
        {
            StateMachineArn = aws.Map.Saga,
            Name = SagaInput.RefundExecutionName(id),
            Input = JsonSerializer.Serialize(purchase!.AsSagaInput() with { Failure = Requested }, ContractsJson.Default.SagaInput),
        }, CancellationToken.None);
    }
}
