using Local;
using Local.Clock;
using Local.Faults;
using Local.Iam;
using Local.Lambda;
using Local.Sns;
using Microsoft.Extensions.DependencyInjection;

namespace Purchase.Tests.Support;

/// <summary>A shop in which everything happens once that purchases are for, and the record of who was allowed what.</summary>
public sealed class ShopWithRecord : Shop, IAsyncLifetime
{
    /// <summary>The lake's functions give way to all others, so that on a busy machine they take long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private CheckoutAnswer? unredeemed;

    /// <summary>A little longer than a message that failed stays out of sight.</summary>
    public static readonly TimeSpan VisibilityTimeout = TimeSpan.FromSeconds(61);

    public AccessRecord Record { get; } = new();

    /// <summary>The statements as the templates have them.</summary>
    public IReadOnlyList<AttachedStatement> Template { get; private set; } = [];

    /// <summary>What was refused before any statement was taken out.</summary>
    public IReadOnlyList<AccessRequest> RefusedBefore { get; private set; } = [];

    public PolicyRegistry Policies => Cloud.Services.GetRequiredService<PolicyRegistry>();

    public MovableClock Clock => Cloud.Services.GetRequiredService<MovableClock>();

    public FunctionLog Log => Cloud.Services.GetRequiredService<FunctionLog>();

    protected override LocalCloudOptions Options =>
        base.Options with { MovableClock = true, Configure = services => services.AddSingleton<IAccessObserver>(Record) };

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (ProcessTime.Hindrance is not null)
            return;
        await InitializeAsync();
        await BuyAndLogInAsync();
        await RefundAsync();
        await ReconcileAsync();
        await FillTheLakeAsync();
        await ComeLateAsync();
        (Template, RefusedBefore) = (AttachedStatement.In(Policies), Record.Refused);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (ProcessTime.Hindrance is null)
            await DisposeAsync();
    }

    /// <summary>Does something while a role lacks a statement.</summary>
    /// <param name="action">The first action of the statement.</param>
    public async Task WithoutAsync(string function, string action, Func<Task> act)
    {
        var statement = Template.Single(
            known => known.Owner.Contains($"{function}RoleDefaultPolicy", StringComparison.Ordinal) && known.FirstAction == action);
        statement.TakeOut(Policies);
        try
        {
            await act();
        }
        finally
        {
            statement.PutBack(Policies, Template);
        }
    }

    public IReadOnlyList<string> Refusals(string function) =>
        [.. Log.Read(NameOf(function)).Select(line => line.Text).Where(text => text.StartsWith("AccessDenied", StringComparison.Ordinal))];

    /// <summary>Lets the topics look at the queues' policies again, as after a deployment.</summary>
    public Task DeliveryRightsChangedAsync() => Cloud.Services.GetRequiredService<DeliveryRights>().ExtendAsync(default);

    private async Task BuyAndLogInAsync()
    {
        var (email, proofKey) = (NewEmail(), ProofKey.New());
        using var visitor = new Visitor(Cloud.PublicUrl);
        var purchase = await BuyAsync(email, proofKey: proofKey);
        var login = (await WaitForAsync(purchase, "COMPLETED")).GetProperty("login").GetProperty("url").GetString()!;
        var landing = await visitor.GetAsync(login);
        var arrival = await visitor.PostAsync("/app/login/sso", [.. landing.HiddenFields, ("code_verifier", proofKey.Verifier)]);
        Assert.Equal("Welcome", (await visitor.FollowAsync(arrival)).Heading);
        await visitor.PostAsync("/app/logout");
        await visitor.PostAsync("/app/login", ("email", email));
        await WaitForEmailsAsync(email, 2); // the receipt, and the letter with a link
        foreach (var path in new[] { "/", "/api/.well-known/jwks.json" })
        {
            using var answer = await GetAsync(path);
            answer.EnsureSuccessStatusCode();
        }
    }

    private async Task RefundAsync()
    {
        var email = NewEmail("blocked.example");
        await WaitForAsync(await BuyAsync(email), "REFUNDED");
        await WaitForEmailsAsync(email, 1);
    }

    private async Task ReconcileAsync()
    {
        var lost = await BuyAsync(card: "pm_local_outageAfterCharge");
        await BackdateAsync(lost.PurchaseId, TimeSpan.FromMinutes(20));
        await ReconcileAsync(purchaseId: null);
        await WaitForAsync(lost, "COMPLETED");
        await WhileDownAsync("CreateUser", async () => await ReconcileAsync((unredeemed = await BuyAsync()).PurchaseId));
        await WaitForAsync(unredeemed!, "COMPLETED");
    }

    /// <summary>Captures what has changed, compacts it, and asks for a report.</summary>
    private async Task FillTheLakeAsync()
    {
        var activity = Cloud.Services.GetRequiredService<CloudActivity>();
        await activity.WhenQuietAsync(Patience);
        foreach (var time in new[] { ShopWithLake.CaptureWindow, ShopWithLake.CompactionInterval })
        {
            Clock.Advance(time);
            await activity.WhenQuietAsync(Patience);
        }
        await GetJsonAsync("/api/reports/revenue");
    }

    /// <summary>The login link of the purchase has expired by now: its buyer gets another.</summary>
    private Task ComeLateAsync() => WaitForAsync(unredeemed!, "COMPLETED");
}
