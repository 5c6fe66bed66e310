using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SQS;
using Local.Data;
using Local.Endpoint;
using Local.Faults;
using Local.Lambda;

namespace Local.EventSources;

/// <summary>All event source mappings: polls for each of them once the local cloud is deployed.</summary>
public sealed class EventSourcePollers(
    FunctionInvoker functions,
    ServiceEndpoints endpoints,
    LocalAddresses addresses,
    IRoleCredentials credentials,
    AwsApi aws,
    CallCounter calls,
    EventSourceOptions options,
    DeliveryFaults faults,
    LambdaOptions lambda,
    IFunctionLog log,
    TimeProvider clock,
    DataFolder data) : ILocalPart, IAsyncDisposable
{
    private readonly StreamPositions positions = new(data.Documents<string>("stream-positions"));
    private readonly ConcurrentDictionary<string, (EventSourceMapping Mapping, PollingGate Gate)> mappings = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, (ISourceActivity Source, Task Polling)> polled = new(StringComparer.Ordinal);
    private AmazonSQSClient? sqs;
    private bool disposed;

    /// <summary>The mappings, in no order.</summary>
    public IEnumerable<EventSourceMapping> Mappings => mappings.Values.Select(entry => entry.Mapping);

    /// <summary>Lets a mapping rest: batches that it has are worked on, the source keeps the rest.</summary>
    /// <param name="id">The mapping's id (its UUID in AWS).</param>
    public void Pause(string id) => mappings[id].Gate.Close();

    public void Resume(string id) => mappings[id].Gate.Open();

    /// <summary>Polls for every mapping.</summary>
    /// <exception cref="Local.Deployment.DeploymentException">A queue and its function don't fit together.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        sqs = new AmazonSQSClient(
            new BasicAWSCredentials(CredentialRegistry.DeveloperKey, CredentialRegistry.DeveloperKey),
            new AmazonSQSConfig { ServiceURL = endpoints.For("sqs").ToString(), AuthenticationRegion = lambda.Region });
        await ExtendAsync(cancellation);
    }

    /// <summary>Polls for the mappings that have been added since.</summary>
    /// <exception cref="Local.Deployment.DeploymentException">A queue and its function don't fit together.</exception>
    public async Task ExtendAsync(CancellationToken cancellation)
    {
        foreach (var (mapping, gate) in mappings.Values.Where(entry => !polled.ContainsKey(entry.Mapping.Id)))
        {
            var function = new BatchInvoker(mapping, functions, clock);
            if (mapping.Stream is not null)
            {
                var failures = new StreamFailures(sqs!, ClientOf, clock);
                var poller = new StreamPoller(mapping, function, gate, aws, failures, positions, options, faults, log, clock);
                polled[mapping.Id] = (poller, WatchAsync(mapping, poller.RunAsync(stop.Token)));
            }
            else
            {
                var poller = new SqsPoller(mapping, function, gate, sqs!, calls, options, faults, log, clock);
                await poller.OpenAsync(cancellation);
                polled[mapping.Id] = (poller, WatchAsync(mapping, poller.RunAsync(stop.Token)));
            }
        }
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        await stop.CancelAsync();
        await Task.WhenAll(polled.Values.Select(entry => entry.Polling));
    }

    /// <summary>May be called twice: the container knows this object under two types.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true))
            return;
        await StopAsync(CancellationToken.None);
        sqs?.Dispose();
        stop.Dispose();
    }

    /// <summary>What goes on in the sources and isn't handled yet; empty when nothing waits for a function that could take it.</summary>
    /// <param name="lastWrite">When a table was last written to, as a time stamp of the machine.</param>
    internal async Task<IReadOnlyList<string>> BusyAsync(long lastWrite, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(polled.Values.Select(entry => entry.Source.BusyAsync(lastWrite, cancellation)));
        return [.. found.OfType<string>()];
    }

    /// <exception cref="Local.Deployment.DeploymentException">The mapping is being polled already, with other settings.</exception>
    internal void Add(EventSourceMapping mapping, bool enabled)
    {
        if (polled.ContainsKey(mapping.Id))
        {
            throw new Deployment.DeploymentException(
                $"{mapping.Function}: its event source has changed, which takes a new start of the local cloud.");
        }
        var gate = new PollingGate(clock);
        if (!enabled)
            gate.Close();
        mappings[mapping.Id] = (mapping, gate);
    }

    /// <summary>Signs as a role and calls the AWS endpoint, which checks the role's policies.</summary>
    private AmazonSQSClient ClientOf(string roleArn)
    {
        var (key, secret, token) = credentials.For(roleArn);
        return new AmazonSQSClient(
            new SessionAWSCredentials(key, secret, token),
            new AmazonSQSConfig { ServiceURL = addresses.Aws.ToString(), AuthenticationRegion = lambda.Region });
    }

    private async Task WatchAsync(EventSourceMapping mapping, Task poller)
    {
        try
        {
            await poller;
        }
        catch (Exception exception)
        {
            log.Write(new LogLine(clock.GetUtcNow(), FunctionName.Parse(mapping.Function).Name, null,
                $"Polling {mapping.SourceArn} ended, events stay there: {exception}"));
        }
    }
}
