using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Local;
using Local.Emulators;
using Local.Endpoint;
using Local.Processes;

namespace Purchase.Tests.OtherEngines;

/// <summary>moto's server on a free port of the loopback interface: empty, in memory, gone with the test.</summary>
internal sealed class MotoServer : IAsyncDisposable
{
    /// <summary>Where moto differs from AWS's documentation and the platform needs it not to.</summary>
    private static readonly string Corrections = Path.Combine(Repository.Find().Root, "tests", "Purchase", "OtherEngines", "moto");

    private readonly ChildProcesses processes = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ConcurrentQueue<string> output = new();

    /// <summary>Why there is no such server on this machine; null when there is.</summary>
    public static string? Hindrance =>
        ChildProcesses.OnPath("moto_server") ? null : "moto_server is missing: pip install 'moto[server]'";

    public Uri Address { get; } = new($"http://127.0.0.1:{DynamoDbLocal.FreePort()}");

    /// <param name="account">The account that its ARNs name; moto's own is another.</param>
    /// <param name="runStateMachines">Let its Step Functions execute; otherwise it only keeps what it is told.</param>
    /// <exception cref="InvalidOperationException">It doesn't start.</exception>
    public static async Task<MotoServer> StartAsync(string account, bool runStateMachines = false)
    {
        var server = new MotoServer();
        try
        {
            await server.RunAsync(account);
            if (runStateMachines)
                await server.PostAsync("/moto-api/config", """{"stepfunctions":{"execute_state_machine":true}}""");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>As an owner does by the link in an e-mail. Before that, SES sends nothing from the address.</summary>
    public async Task VerifySenderAsync(string address, string region)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);
        request.Headers.TryAddWithoutValidation("Authorization", CredentialScope.Header(CredentialRegistry.DeveloperKey, region, "ses"));
        request.Content = new FormUrlEncodedContent([new("Action", "VerifyEmailIdentity"), new("EmailAddress", address)]);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await processes.DisposeAsync();
        http.Dispose();
    }

    private async Task RunAsync(string account)
    {
        var start = new ProcessStartInfo("moto_server", ["-H", Address.Host, "-p", $"{Address.Port}"])
        {
            Environment = { ["MOTO_ACCOUNT_ID"] = account, ["PYTHONPATH"] = Corrections, ["PYTHONUNBUFFERED"] = "1" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = await processes.StartAsync(start);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var began = Stopwatch.GetTimestamp();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await AnswersAsync())
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(60))
                throw new InvalidOperationException($"moto_server doesn't answer. Its last words:\n{string.Join('\n', output)}");
            await poll.WaitForNextTickAsync();
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "/moto-api/"));
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(Address, path), content);
        answer.EnsureSuccessStatusCode();
    }

    private void Keep(string? line)
    {
        output.Enqueue(line ?? "");
        if (output.Count > 40)
            output.TryDequeue(out _);
    }
}
