using System.Net;
using System.Text;
using Local.Endpoint;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Local.Tests.StepFunctions.Support;

/// <summary>A request as the AWS endpoint sees it.</summary>
public sealed record SeenRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>Stands for the AWS endpoint: keeps the last request and gives one prepared answer.</summary>
public sealed class ScriptedAwsEndpoint : IAsyncLifetime
{
    private WebApplication? app;

    public LocalAddresses Addresses { get; } = new();

    public SeenRequest? Seen { get; private set; }

    public (int Status, string Body, Dictionary<string, string> Headers) Answer { get; set; } = (200, "{}", []);

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(HandleAsync);
        await app.StartAsync();
        var port = new Uri(app.Urls.Single()).Port;
        Addresses.Set(port, port);
    }

    public async Task DisposeAsync() => await app!.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        Seen = new(
            http.Request.Path + http.Request.QueryString, http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        http.Response.StatusCode = Answer.Status;
        foreach (var (name, value) in Answer.Headers)
            http.Response.Headers[name] = value;
        await http.Response.WriteAsync(Answer.Body);
    }
}
