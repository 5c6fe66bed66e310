using Contracts;
using Microsoft.Extensions.Logging;
using Platform.Email;
using Platform.Events;

namespace UserDirectory.CreateUser;

/// <summary>
/// Reacts to PaymentSuccessful. Answers the saga with the user, or refuses.
/// Reacts to UserCreationFailed. Takes back what the purchase gave.
/// </summary>
public sealed class Handler(IUsers users, AdmissionPolicy policy, TimeProvider time, ILogger log)
{
    /// <summary>How often a decision is taken anew when another event of the same buyer came between.</summary>
    private const int Attempts = 3;

    public async Task<SagaAnswer?> HandleAsync(PurchaseEvent purchaseEvent, CancellationToken cancellation)
    {
        switch (purchaseEvent)
        {
            case PaymentSuccessful paid:
                return Answer(await DecideAsync(() => GrantAsync(paid, cancellation)));
            case UserCreationFailed failed:
                await DecideAsync(() => RevokeAsync(failed, cancellation));
                return null;
            default:
                return null;
        }
    }

    private static SagaAnswer Answer(Entitlement entitlement) => entitlement.State switch
    {
        EntitlementState.Granted => SagaAnswer.Done(
            new UserAnswer(entitlement.UserId!, entitlement.IsNewUser), ContractsJson.Default.UserAnswer),
        EntitlementState.Refused => new SagaAnswer.Refusal(
            UserCreationFailed.UserRefused, "The directory does not admit this buyer."),
        _ => new SagaAnswer.Refusal("PurchaseCompensated", "The purchase was compensated before the user was created."),
    };

    /// <returns>The entitlement as it stands now, or null when another event came between.</returns>
    private async Task<Entitlement?> GrantAsync(PaymentSuccessful paid, CancellationToken cancellation)
    {
        var email = EmailAddress.Parse(paid.CustomerEmail);
        var (existing, knownUserId) = await users.FindAsync(paid.PurchaseId, email, cancellation);
        var decision = GrantDecision.For(existing, knownUserId, policy.Admits(email));
        log.LogInformation("The directory decides {Decision}", decision.GetType().Name);
        return decision switch
        {
            GrantDecision.AsBefore before => before.Entitlement,
            GrantDecision.Refuse => await users.StoreAsync(
                new Entitlement(paid.PurchaseId, EntitlementState.Refused, null, false), cancellation),
            GrantDecision.GrantToKnownUser known => await users.GrantAsync(
                new Entitlement(paid.PurchaseId, EntitlementState.Granted, known.UserId, false), paid.ProductId, cancellation),
            _ => await users.CreateAsync(
                new Entitlement(paid.PurchaseId, EntitlementState.Granted, NewUserId(), true), paid.ProductId, email, cancellation),
        };
    }

    private async Task<Entitlement?> RevokeAsync(UserCreationFailed failed, CancellationToken cancellation)
    {
        var (existing, _) = await users.FindAsync(failed.PurchaseId, null, cancellation);
        return existing switch
        {
            null => await users.StoreAsync(new Entitlement(failed.PurchaseId, EntitlementState.Revoked, null, false), cancellation),
            { State: EntitlementState.Granted } => await users.RevokeAsync(existing, cancellation),
            _ => existing,
        };
    }

    private static async Task<Entitlement> DecideAsync(Func<Task<Entitlement?>> attempt)
    {
        for (var i = 0; i < Attempts; i++)
        {
            if (await attempt() is { } entitlement)
                return entitlement;
        }
        throw new InvalidOperationException("Other events of this buyer kept coming between; the next delivery decides.");
    }

    private string NewUserId() => $"usr_{Guid.CreateVersion7(time.GetUtcNow()):n}";
}
