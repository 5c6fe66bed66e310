using System.Collections.Concurrent;
using BillingGates.Purchases;
using Contracts;

namespace Services.Tests.Support;

/// <summary>Stands for Step Functions: starts sagas once, and knows which of them run and which have ended.</summary>
internal sealed class SagaBook : ISagaStarter, ISagaExecutions
{
    public ConcurrentDictionary<string, SagaState> States { get; } = [];

    public ConcurrentQueue<SagaInput> Started { get; } = [];

    /// <summary>Called before each call, to fail there or to do something at the same time.</summary>
    public Action<string>? BeforeCall { get; set; }

    public Task StartAsync(SagaInput input, CancellationToken cancellation)
    {
        BeforeCall?.Invoke(nameof(StartAsync));
        if (States.TryAdd(input.PurchaseId, SagaState.Running))
            Started.Enqueue(input);
        return Task.CompletedTask;
    }

    public Task<SagaState> StateOfAsync(string purchaseId, CancellationToken cancellation)
    {
        BeforeCall?.Invoke(nameof(StateOfAsync));
        return Task.FromResult(States.GetValueOrDefault(purchaseId, SagaState.NotStarted));
    }
}
