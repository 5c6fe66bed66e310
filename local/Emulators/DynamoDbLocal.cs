using System.Net;
using System.Net.Sockets;
using Local.Data;
using Local.Processes;

namespace Local.Emulators;

/// <summary>Amazon's DynamoDB Local, in memory or with SQLite files in the data folder.</summary>
public sealed class DynamoDbLocal(ChildProcesses processes, DataFolder data) : IAsyncDisposable
{
    private EmulatorProcess? process;
    private Uri? address;

    public Uri Address => address ?? throw new InvalidOperationException("DynamoDB Local isn't running.");

    /// <exception cref="LocalCloudException">It doesn't start.</exception>
    public async Task StartAsync(EmulatorPackages packages, CancellationToken cancellation)
    {
        var port = FreePort();
        var archives = packages.DynamoDbLocalArchives;
        var libraries = Path.Combine(archives, "DynamoDBLocal_lib");
        process = await EmulatorProcess.StartAsync(
            processes,
            "DynamoDB Local",
            "java",
            [
                // It lives for minutes: the quick compiler alone starts faster and is as fast for the first ten thousand calls.
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms64m", "-Xmx512m",
                "-Dorg.eclipse.jetty.LEVEL=WARN", $"-Ddynamodb.port={port}", .. Storage(), $"-Djava.library.path={libraries}",
                "-classpath", $"{Path.Combine(archives, "DynamoDBLocal.jar")}{Path.PathSeparator}{Path.Combine(libraries, "*")}",
                "org.eclipse.jetty.xml.XmlConfiguration", packages.DynamoDbLocalConfiguration,
            ],
            archives);
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        address = await process.WaitUntilUpAsync(_ => ProbeAsync(client, new Uri($"http://127.0.0.1:{port}")), TimeSpan.FromSeconds(120), cancellation);
    }

    public ValueTask DisposeAsync() => process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private string[] Storage()
    {
        if (data.PathOf("dynamodb") is not { } folder)
            return ["-Ddynamodb.inMemory=true"];
        Directory.CreateDirectory(folder);
        return ["-Ddynamodb.inMemory=false", $"-Ddynamodb.folder={folder}"];
    }

    /// <summary>Any answer will do: without a signature it is an error.</summary>
    private static async Task<Uri?> ProbeAsync(HttpClient client, Uri address)
    {
        try
        {
            using var response = await client.GetAsync(address);
            return address;
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            return null;
        }
    }

    /// <summary>A port of the loopback interface that nobody uses now.</summary>
    internal static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
