using System.Text.Json;
using BillingGates.Payments;
using BillingGates.Purchases;
using BillingGates.ReconcilePayments;
using Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Platform.Metrics;
using Services.Tests.Support;
using ReconcileCommand = Contracts.ReconcilePayments;

namespace Services.Tests.BillingGates.ReconcilePayments;

/// <summary>A run over all open purchases.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.Parse("2026-11-22T10:00:00Z", null));
    private readonly InMemoryPurchases purchases = new();
    private readonly ScriptedProvider provider = new();
    private readonly SagaBook saga = new();
    private readonly MemoryStream metrics = new();

    public void Dispose() => metrics.Dispose();

    [Fact]
    public async Task Everything_IsLookedAt_InEveryBucket()
    {
        for (var i = 0; i < 40; i++)
            Store($"pur_paid_{i}", PurchaseStatus.PaymentPending, minutesOld: 3);
        foreach (var purchaseId in purchases.Items.Keys)
            provider.Charged.Add(purchaseId);
        Assert.Equal(OpenPurchases.Buckets, purchases.Items.Keys.Select(OpenPurchases.BucketOf).Distinct().Count());

        Assert.Equal(new ReconcileAnswer(Seen: 40, Reconciled: 40, NeedAttention: 0), await RunAsync());
        Assert.All(purchases.Items.Values, purchase => Assert.Equal(PurchaseStatus.Paid, purchase.Status));
        Assert.Equal(40, saga.Started.Count);
    }

    [Fact]
    public async Task YoungPurchases_AreLeftToTheirCheckout()
    {
        Store("pur_young", PurchaseStatus.PaymentPending, minutesOld: 0);

        Assert.Equal(new ReconcileAnswer(0, 0, 0), await RunAsync());
        Assert.Empty(provider.Lookups);
    }

    [Fact]
    public async Task Metrics_AreWrittenAtEachRun_ZeroIncluded()
    {
        await RunAsync();
        Assert.Equal([("NeedsAttention", 0), ("ReconciledPurchases", 0)], Metrics());

        Store("pur_ended", PurchaseStatus.Paid, minutesOld: 6);
        saga.States["pur_ended"] = SagaState.Ended;
        Store("pur_expired", PurchaseStatus.PaymentPending, minutesOld: 16);
        Store("pur_waiting", PurchaseStatus.PaymentPending, minutesOld: 10);
        await RunAsync();
        Assert.Equal([("NeedsAttention", 1), ("ReconciledPurchases", 1)], Metrics());

        await RunAsync();
        Assert.Equal([("NeedsAttention", 1), ("ReconciledPurchases", 0)], Metrics());
    }

    [Fact]
    public async Task FailureOfOne_DoesNotStopTheOthers_AndIsNotHidden()
    {
        for (var i = 0; i < 10; i++)
            Store($"pur_{i}", PurchaseStatus.Paid, minutesOld: 6);
        var failed = false;
        saga.BeforeCall = call => { if (call == nameof(ISagaStarter.StartAsync) && !Interlocked.Exchange(ref failed, true)) throw new HttpRequestException(); };

        var incomplete = await Assert.ThrowsAsync<ReconciliationIncompleteException>(RunAsync);

        Assert.Contains("1 failures", incomplete.Message, StringComparison.Ordinal);
        Assert.Equal(9, saga.Started.Count);
        Assert.Equal([("NeedsAttention", 0), ("ReconciledPurchases", 9)], Metrics());
    }

    /// <summary>The alarm must not go quiet because the provider is down.</summary>
    [Fact]
    public async Task PurchaseThatNeedsAttention_IsCounted_EvenIfItCannotBeLookedUp()
    {
        Store("pur_1", PurchaseStatus.NeedsAttention, minutesOld: 2000);
        provider.BeforeCall = _ => throw new HttpRequestException();

        await Assert.ThrowsAsync<ReconciliationIncompleteException>(RunAsync);
        Assert.Equal([("NeedsAttention", 1), ("ReconciledPurchases", 0)], Metrics());
    }

    [Fact]
    public async Task EndOfTheFunctionsTime_IsReported_WithWhatWasDone()
    {
        Store("pur_1", PurchaseStatus.Paid, minutesOld: 6);
        using var ended = new CancellationTokenSource();
        saga.BeforeCall = _ => ended.Cancel();
        provider.BeforeCall = _ => ended.Token.ThrowIfCancellationRequested();

        for (var i = 0; i < 20; i++)
            Store($"pur_pending_{i}", PurchaseStatus.PaymentPending, minutesOld: 3);
        await Assert.ThrowsAsync<ReconciliationIncompleteException>(() => Handler().HandleAsync(new ReconcileCommand(), ended.Token));

        Assert.Equal(2, Metrics().Count);
    }

    [Fact]
    public async Task OnePurchase_IsAnsweredWithWhatWasFoundAndDone()
    {
        Store("pur_1", PurchaseStatus.Paid, minutesOld: 0);
        Store("pur_2", PurchaseStatus.Paid, minutesOld: 60);

        var answer = await Handler().HandleAsync(new ReconcileCommand("pur_1"), default);

        Assert.Equal(new ReconciledPurchase("pur_1", ReconcileFinding.SagaStarted, PurchaseStatus.Paid, null), answer.Purchase);
        Assert.Equal("pur_1", Assert.Single(saga.Started).PurchaseId);
        Assert.Equal([("ReconciledPurchases", 1)], Metrics()); // the gauge is the sweep's
    }

    /// <summary>EventBridge sends an event of its own, not a command.</summary>
    [Fact]
    public void ScheduledEvent_MeansAllPurchases()
    {
        var command = JsonSerializer.Deserialize(
            """{"version":"0","id":"1","detail-type":"Scheduled Event","source":"aws.events","detail":{}}""", ContractsJson.Default.ReconcilePayments);

        Assert.Equal(new ReconcileCommand(null), command);
    }

    private void Store(string purchaseId, PurchaseStatus status, int minutesOld) =>
        purchases.Items[purchaseId] = OpenPurchaseIn.Status(status, TimeSpan.FromMinutes(minutesOld), time.GetUtcNow(), purchaseId);

    private Task<ReconcileAnswer> RunAsync() => Handler().HandleAsync(new ReconcileCommand(), default);

    private Handler Handler() => new(
        purchases,
        new Reconciler(purchases, _ => ValueTask.FromResult<IPaymentProvider>(provider), saga, saga, OpenPurchaseIn.Region, time),
        new CloudWatchMetrics(metrics, "function", time), time, NullLogger.Instance);

    /// <summary>What was counted since the last look.</summary>
    private List<(string Name, long Value)> Metrics()
    {
        var lines = System.Text.Encoding.UTF8.GetString(metrics.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        metrics.SetLength(0);
        return
        [
            .. from line in lines.Select(line => JsonDocument.Parse(line).RootElement)
               let name = line.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].GetProperty("Metrics")[0].GetProperty("Name").GetString()!
               select (name, line.GetProperty(name).GetInt64()),
        ];
    }
}
