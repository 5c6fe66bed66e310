using System.CommandLine;
using System.Text.Json;
using Local.Cli;
using Local.Data;
using Local.Deployment;
using Local.Preparation;

namespace Local.Consumers;

/// <summary><c>deploy</c>: builds a consumer and adds its stack to the running local cloud.</summary>
internal static class DeployVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("consumer") { Description = "The name of the consumer, for instance CrmSync" };
        var port = Numbers.Option("--port", 8080, 1, 65535, "The port of the running local cloud's shop", "port");
        var verb = new Command("deploy", "Builds a consumer and adds its stack to the running local cloud, which goes on meanwhile.")
        {
            name, port,
        };
        verb.SetAction(async (arguments, cancellation) =>
        {
            var consumer = arguments.GetValue(name)!;
            var address = new Uri($"http://localhost:{arguments.GetValue(port)}");
            using var cloud = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
            await RequireAnswerAsync(cloud, cancellation);
            await using var app = LocalCloudHost.Build(new LocalCloudOptions(), DataFolder.Open(null));
            var assembly = await app.Services.GetRequiredService<Preparer>().SynthesizeConsumerAsync(consumer, cancellation);
            var report = await AddAsync(cloud, new DeployRequest(consumer, assembly), cancellation);
            await Console.Out.WriteLineAsync($"{consumer} is deployed: {report}. From now on it hears every event that it subscribes to.");
            return ExitCodes.Success;
        });
        return verb;
    }

    /// <summary>Before anything slow.</summary>
    private static async Task RequireAnswerAsync(HttpClient cloud, CancellationToken cancellation)
    {
        try
        {
            using var answer = await cloud.GetAsync(DeploymentRoutes.Path, cancellation);
            answer.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException)
        {
            throw new LocalCloudException(
                $"No local cloud answers at {cloud.BaseAddress}. Start it (dotnet run --project local), or name its port with --port.");
        }
    }

    private static async Task<string> AddAsync(HttpClient cloud, DeployRequest request, CancellationToken cancellation)
    {
        using var answer = await cloud.PostAsJsonAsync(DeploymentRoutes.Path, request, cancellation);
        if (answer.IsSuccessStatusCode)
            return (await answer.Content.ReadFromJsonAsync<string>(cancellation))!;
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        throw new LocalCloudException(problem.GetProperty("detail").GetString()!);
    }
}
