using Local.Clock;
using Local.Deployment;
using Local.Endpoint;
using Local.Faults;
using Local.Lambda;
using Local.Ops.Aws;
using Local.Ops.Queues;
using Local.Ops.Timelines;
using Local.Ses;
using Local.StepFunctions.Engine;
using Local.Stripe;

namespace Local.Proof;

/// <summary>A local cloud on trial: sends buyers, lets everything come to its end, and reads the books.</summary>
internal sealed class Trial : IDisposable
{
    /// <summary>What fails again and again is poison.</summary>
    private const int Redrives = 2;

    private const double RedrivesPerSecond = 1000;

    private readonly Settlement settlement;
    private readonly OpenWork work;
    private readonly Auditor auditor;
    private readonly Browser browser;
    private readonly FunctionInvoker functions;
    private readonly Uri endpoint;
    private readonly MovableClock clock;

    public Trial(LocalCloud cloud, LocalCloudOptions options)
    {
        T Part<T>() where T : notnull => cloud.Services.GetRequiredService<T>();

        Faults = Part<FaultEngine>();
        Faults.Recording = true;
        (endpoint, clock, functions) = (cloud.AwsUrl, Part<MovableClock>(), Part<FunctionInvoker>());
        var tables = new Tables(Part<Deployer>(), Part<AwsApi>());
        work = new OpenWork(tables, Part<Executions>(), Part<Deployer>(), Part<LocalAddresses>(), options);
        settlement = new Settlement(Part<CloudActivity>(), clock, work);
        auditor = new Auditor(tables, Part<Ledger>(), Part<Outbox>(), Faults);
        browser = new Browser(cloud.PublicUrl, clock);
    }

    /// <summary>
    /// How a cloud on trial is started: its clock can be moved, and neither thousands of buyers at once nor the lake, which holds no money,
    /// are on trial.
    /// </summary>
    public static LocalCloudOptions Options => new()
    {
        PublicPort = 0,
        AwsPort = 0,
        Quiet = true,
        MovableClock = true,
        OutboxCapacity = int.MaxValue, // an auditor reads every letter
        Context = new Dictionary<string, string> { ["throttleRate"] = "10000", ["throttleBurst"] = "10000", ["analytics"] = "off" },
    };

    public FaultEngine Faults { get; }

    /// <summary>How far the clock was moved on in all.</summary>
    public TimeSpan Moved => settlement.Moved;

    /// <summary>Sends the buyers, so many at a time, and returns what had not ended after ten days of the cloud's time.</summary>
    /// <param name="sent">Told after each buyer.</param>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyCollection<Buyer> buyers, int concurrency, Action? sent, CancellationToken stop)
    {
        var left = await settlement.RunAsync(
            Parallel.ForEachAsync(
                buyers, new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = stop },
                async (buyer, cancellation) =>
                {
                    await browser.BuyAsync(buyer, cancellation);
                    sent?.Invoke();
                }),
            buyers.Count,
            stop);
        // What failed too often waits for an operator, who is here.
        for (var round = 0; round < Redrives && await RedriveAsync(stop) is > 0 and var moved; round++)
        {
            Redriven += moved;
            left = await settlement.RunAsync(Task.CompletedTask, buyers.Count, stop);
        }
        return left;
    }

    /// <summary>How many messages an operator had to bring back from the DLQs.</summary>
    public int Redriven { get; private set; }

    /// <summary>Ends the idle processes of one function or of all, so that what they read at their start is read again.</summary>
    public Task CoolDownAsync(string? function = null) => Task.WhenAll(
        functions.Functions.Where(one => function is null || one.ShortName == function).Select(one => functions.CrashFunctionAsync(one.Name)));

    /// <summary>Sends one buyer, and waits until nothing moves any more while the clock stays where it is.</summary>
    public async Task SendAndRestAsync(Buyer buyer, CancellationToken stop)
    {
        await browser.BuyAsync(buyer, stop);
        await settlement.RestAsync(stop);
    }

    /// <summary>Judges each purchase by the books.</summary>
    public async Task<IReadOnlyList<Judgement>> JudgeAsync(IReadOnlyList<Buyer> buyers, CancellationToken stop)
    {
        var books = await auditor.ReadAsync(buyers.Select(buyer => buyer.PurchaseId), stop);
        var struck = Faults.Log.ToLookup(fault => fault.PurchaseId);
        return
        [
            .. from buyer in buyers
               let facts = books[buyer.PurchaseId]
               select new Judgement(
                   facts, buyer.Kind, [.. struck[buyer.PurchaseId]], Promise.OutcomeOf(facts), Promise.Violations(facts)),
        ];
    }

    /// <summary>Puts a message into each queue that no consumer can read, and returns how many there are.</summary>
    public Task<int> PoisonAsync(CancellationToken stop) => work.PoisonAsync(stop);

    /// <summary>How many messages the DLQs hold.</summary>
    public Task<int> DeadLettersAsync(CancellationToken stop) => work.DeadLettersAsync(stop);

    /// <summary>What an operator would be told of a purchase.</summary>
    public async Task<string> TimelineAsync(string purchaseId)
    {
        using var timelines = await Timeline.ConnectAsync(endpoint, clock);
        return await timelines.ReadAsync(purchaseId) is { } timeline
            ? TimelineText.Of(timeline, clock.GetUtcNow())
            : $"{purchaseId}: the shop has never heard of it";
    }

    private async Task<int> RedriveAsync(CancellationToken stop)
    {
        if (await work.DeadLettersAsync(stop) == 0)
            return 0;
        using var aws = await OperatorAws.ConnectAsync(OperatorTarget.Emulator(endpoint), stop);
        var moved = 0;
        foreach (var queue in aws.Map.Queues)
            moved += await new Redrive(aws, TimeProvider.System).RunAsync(queue.DeadLetters, null, RedrivesPerSecond, _ => { }, stop);
        return moved;
    }

    public Task<IReadOnlyList<string>> UsersWithOneAddressAsync(CancellationToken stop) => auditor.UsersWithOneAddressAsync(stop);

    public void Dispose()
    {
        browser.Dispose();
        work.Dispose();
    }
}
