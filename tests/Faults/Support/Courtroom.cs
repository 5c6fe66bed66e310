using Local;
using Local.Faults;
using Local.Proof;
using Purchase.Tests.Support;

namespace Faults.Tests.Support;

/// <summary>A local cloud on trial, shared by the tests that order faults for purchases of their own.</summary>
public sealed class Courtroom : IAsyncLifetime
{
    private static int named;

    private LocalCloud? cloud;
    private Trial? trial;

    internal Trial Trial => trial ?? throw new InvalidOperationException("The court doesn't sit yet.");

    public async Task InitializeAsync()
    {
        var options = Trial.Options with { Output = TextWriter.Null };
        cloud = await LocalCloud.StartAsync(options);
        trial = new Trial(cloud, options);
    }

    public async Task DisposeAsync()
    {
        trial?.Dispose();
        if (cloud is null)
            return;
        try
        {
            PublishedEvents.RequireCatalog(cloud);
        }
        finally
        {
            await cloud.DisposeAsync();
        }
    }

    /// <summary>A buyer whom nobody else knows.</summary>
    internal static Buyer NewBuyer(BuyerKind kind) =>
        new Crowd(new Random(1), $"court-{Interlocked.Increment(ref named)}-{Guid.NewGuid():n}").Next(kind)[0];

    /// <summary>Has one buyer meet these faults, lets everything come to its end, and judges.</summary>
    internal async Task<Judgement> TryAsync(BuyerKind kind, params FaultRule[] faults)
    {
        var buyer = NewBuyer(kind);
        Order(buyer, faults);
        Assert.Empty(await Trial.RunAsync([buyer], 1, null, CancellationToken.None));
        return await JudgeAsync(buyer);
    }

    internal void Order(Buyer buyer, params FaultRule[] faults) => Trial.Faults.Load(
        new FaultPlan(1, [.. faults.Select(fault => fault with { PurchaseId = buyer.PurchaseId })]));

    internal async Task<Judgement> JudgeAsync(Buyer buyer)
    {
        PublishedEvents.RequireCatalog(cloud!, buyer.PurchaseId);
        return Assert.Single(await Trial.JudgeAsync([buyer], CancellationToken.None));
    }
}

[CollectionDefinition(nameof(Courtroom))]
#pragma warning disable CA1711 // Identifiers should not have incorrect suffix: xunit's own term
public class CourtroomCollection : ICollectionFixture<Courtroom>;
#pragma warning restore CA1711
