using System.Text;
using System.Text.Json;
using MainApp;
using MainApp.Login;
using MainApp.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Platform.Logging;

namespace Services.Tests.MainApp.Support;

/// <summary>The application under <c>/app</c> on a free port, with everything behind it replaced.</summary>
public abstract class AppUnderTest : IAsyncLifetime
{
    private readonly MemoryStream log = new();
    private WebApplication? app;

    internal const string Token = "eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiJ0MSJ9.c2lnbmF0dXJl";
    internal const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    internal ScriptedAuth Auth { get; } = new();

    internal InMemorySessions Sessions { get; } = new();

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    internal Browser Visitor { get; private set; } = null!;

    internal Uri Address { get; private set; } = null!;

    /// <summary>The deployment's prefix, as the hosting sets it.</summary>
    protected virtual string Prefix => "/app";

    /// <summary>The lines that the application has logged.</summary>
    internal IReadOnlyList<JsonElement> Log =>
        [.. LogText.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    internal string LogText => Encoding.UTF8.GetString(log.ToArray());

    internal IEnumerable<string> Events =>
        Log.Where(line => line.TryGetProperty("event", out _)).Select(line => line.GetProperty("event").GetString()!);

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(new JsonLoggerProvider(log, Time)).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<IAuthService>(Auth);
        builder.Services.AddSingleton<ISessions>(Sessions);
        builder.Services.AddSingleton<BrowserSessions>();
        app = builder.Build();
        app.Use((http, next) =>
        {
            // As the Lambda hosting does it: the prefix is no part of the path.
            if (http.Request.Path.StartsWithSegments("/app", out var rest))
                (http.Request.PathBase, http.Request.Path) = (Prefix, rest);
            return next(http);
        });
        app.UseRouting();
        app.UseSite();
        await app.StartAsync();
        Address = new Uri(app.Urls.Single() + "/app");
        Visitor = new Browser(Address);
    }

    public async Task DisposeAsync()
    {
        Visitor.Dispose();
        await app!.DisposeAsync();
    }
}
