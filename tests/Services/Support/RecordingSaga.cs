using BillingGates.Purchases;
using Contracts;

namespace Services.Tests.Support;

/// <summary>Stands for the saga's start.</summary>
internal sealed class RecordingSaga : ISagaStarter
{
    public List<SagaInput> Started { get; } = [];

    public Exception? Error { get; set; }

    public Task StartAsync(SagaInput input, CancellationToken cancellation)
    {
        if (Error is not null)
            throw Error;
        Started.Add(input);
        return Task.CompletedTask;
    }
}
