using Purchase.Tests.Support;

namespace Browser.Tests.Support;

/// <summary>The whole platform and a real browser in front of it.</summary>
public sealed class BrowserShop : Shop, IAsyncLifetime
{
    private Chromium? chromium;

    public Chromium Chromium => chromium ?? throw new InvalidOperationException("The browser is not started.");

    public new async Task InitializeAsync()
    {
        chromium = await Chromium.StartAsync();
        await base.InitializeAsync();
    }

    public new async Task DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>The purchase that a page's checkout stands for: the same key and body give the same answer again.</summary>
    public Task<CheckoutAnswer> PurchaseOfAsync(SentCheckout checkout) => PostCheckoutAsync(checkout.Body, checkout.Key);

    public async Task AssertChargedOnceAsync(IReadOnlyList<SentCheckout> checkouts)
    {
        var key = Assert.Single(checkouts.Select(checkout => checkout.Key).Distinct());
        var purchase = await PurchaseOfAsync(checkouts.First(checkout => checkout.Key == key));
        Assert.Single((await MoneyOfAsync(purchase.PurchaseId)).Charges);
    }

    Task IAsyncLifetime.InitializeAsync() => InitializeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync();
}

/// <summary>One shop and one browser for all tests of people who use it; each test is a visitor of its own.</summary>
[CollectionDefinition(nameof(OpenDoors))]
public sealed class OpenDoors : ICollectionFixture<BrowserShop>;

/// <summary>Another shop and browser beside them, for the tests that look at pages one after the other.</summary>
[CollectionDefinition(nameof(ShowRoom))]
public sealed class ShowRoom : ICollectionFixture<BrowserShop>;
