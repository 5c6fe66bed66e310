using Microsoft.Playwright;

namespace Browser.Tests.Support;

/// <summary>
/// One person with a browser of their own: no cookies, no storage. Notes what no page may do: script errors, blocked content, requests to other hosts.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    public const string GoodCard = "Card that works";
    public const string DeclinedCard = "Card that the bank declines";

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];
    private readonly string story;
    private int scene;

    private Visitor(IBrowserContext context, IPage page, Uri shop, string story)
    {
        (this.context, Page, Shop, this.story) = (context, page, shop, story);
        context.Console += (_, message) => Note(message.Type == "error" && !IsRefusedRequest(message.Text), message.Text);
        context.WebError += (_, error) => Note(true, error.Error);
        context.Request += (_, request) => Note(IsForeign(request.Url), $"request to {request.Url}");
    }

    public IPage Page { get; private set; }

    public Uri Shop { get; }

    public IBrowserContext Context => context;

    /// <summary>What went wrong behind the scenes so far.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <param name="story">Names the screenshots.</param>
    public static async Task<Visitor> ComeAsync(BrowserShop shop, string story, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = shop.Cloud.PublicUrl.ToString();
        options.ReducedMotion = ReducedMotion.Reduce;
        options.ViewportSize ??= new ViewportSize { Width = 1280, Height = 800 };
        var context = await shop.Chromium.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        var visitor = new Visitor(context, await context.NewPageAsync(), shop.Cloud.PublicUrl, story);
        return visitor;
    }

    /// <summary>A second tab of the same browser; the visitor acts in it from now on.</summary>
    public async Task<IPage> OpenTabAsync() => Page = await context.NewPageAsync();

    public void GoToTab(IPage tab) => Page = tab;

    // Shopping

    public async Task ChooseAsync(string product)
    {
        await Page.GotoAsync("/");
        await Page.GetByRole(AriaRole.Link, new() { Name = $"Choose {product}" }).ClickAsync();
        await Page.GetByLabel("E-mail").WaitForAsync();
    }

    public async Task FillInAsync(string? email = null, string card = GoodCard)
    {
        await Page.GetByLabel("E-mail").FillAsync(email ?? NewEmail());
        await Page.GetByRole(AriaRole.Radio, new() { Name = card }).CheckAsync();
    }

    public Task PayAsync() => PayButton.ClickAsync();

    /// <summary>Buys as somebody in no trouble does, up to the welcome page.</summary>
    public async Task BuyAndArriveAsync(string product = "Premium", string? email = null)
    {
        await ChooseAsync(product);
        await FillInAsync(email);
        await PayAsync();
        await ArriveAsync();
    }

    public Task ChooseCardAsync(string card) => Page.GetByRole(AriaRole.Radio, new() { Name = card }).CheckAsync();

    public ILocator PayButton => Page.GetByRole(AriaRole.Button, new() { Name = "Pay" });

    /// <summary>The words beside the payment methods about what the bank said.</summary>
    public Task ReadDeclineAsync() => Page.GetByText("Your bank declined the payment").First.WaitForAsync();

    /// <summary>Waits until the progress page shows a stage as done.</summary>
    public Task WaitForStageAsync(string stage) =>
        Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = stage }).Filter(new() { HasText = "done" }).WaitForAsync();

    /// <summary>Presses Tab until the element with this name has the focus, and fails when it never does.</summary>
    public async Task TabToAsync(string name)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var focused = await Page.EvaluateAsync<string>(
                "() => { const e = document.activeElement; return e.labels?.[0]?.textContent || e.getAttribute('aria-label') || e.textContent; }");
            if (focused.Contains(name, StringComparison.Ordinal))
                return;
        }
        throw new InvalidOperationException($"The Tab key never reaches {name}.");
    }

    /// <summary>The addresses that the back and forward buttons of this tab know.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync()
    {
        var chrome = await context.NewCDPSessionAsync(Page);
        var history = await chrome.SendAsync("Page.getNavigationHistory");
        return [.. history!.Value.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("url").GetString()!)];
    }

    /// <summary>Every checkout that any tab of this browser sends from now on.</summary>
    public IReadOnlyList<SentCheckout> WatchCheckouts()
    {
        var sent = new List<SentCheckout>();
        context.Request += (_, request) =>
        {
            if (request.Method == "POST" && request.Url.EndsWith("/api/checkout", StringComparison.Ordinal))
                sent.Add(new SentCheckout(request.Headers["idempotency-key"], request.PostData!));
        };
        return sent;
    }

    /// <summary>Waits for the welcome page: by what it shows, as the event of its load gets lost at times where scripts are switched off.</summary>
    public async Task ArriveAsync()
    {
        await Page.WaitForURLAsync("**/app/welcome", new() { WaitUntil = WaitUntilState.Commit });
        await Page.GetByRole(AriaRole.Heading, new() { Name = "Welcome" }).WaitForAsync();
    }

    public static string NewEmail(string domain = "example.com") => Purchase.Tests.Support.Shop.NewEmail(domain);

    /// <summary>Keeps a picture in <c>artifacts/screenshots</c>.</summary>
    public Task PictureAsync(string name) =>
        Page.ScreenshotAsync(new() { Path = Screenshots.PathOf($"{story}-{++scene}-{name}"), FullPage = true });

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private void Note(bool wrong, string what)
    {
        if (wrong)
        {
            lock (complaints)
                complaints.Add(what);
        }
    }

    private bool IsForeign(string url) =>
        new Uri(url) is { Scheme: "http" or "https" or "ws" or "wss" } target && target.Authority != Shop.Authority;

    /// <summary>Chromium logs every answer of 400 and above; what the page makes of it is for the test to say.</summary>
    private static bool IsRefusedRequest(string text) => text.StartsWith("Failed to load resource", StringComparison.Ordinal);
}

/// <summary>One <c>POST /api/checkout</c> of a page.</summary>
public sealed record SentCheckout(string Key, string Body);
