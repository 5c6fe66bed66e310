using System.Collections.Concurrent;
using Local.Endpoint;
using Local.Faults;

namespace Local.CloudConsole.Activity;

/// <summary>Counts what is published on topics, on the way to whoever decides about the calls.</summary>
internal sealed class PublishedMessages(CallFaults next) : ICallInterceptor
{
    private readonly ConcurrentDictionary<string, long> byTopic = new(StringComparer.Ordinal);

    /// <summary>The messages that a topic has taken, by its ARN.</summary>
    public IReadOnlyDictionary<string, long> ByTopic => byTopic;

    public async Task RunAsync(string service, AwsProtocol protocol, AwsCall call, Func<Task> effect)
    {
        await next.RunAsync(service, protocol, call, effect);
        if (service != "sns" || call.Operation is not ("Publish" or "PublishBatch")
            || call.Http.Response.StatusCode != StatusCodes.Status200OK)
            return;
        var form = call.Form();
        var messages = call.Operation == "Publish" ? 1 : form.Keys.Count(key => key.EndsWith(".Message", StringComparison.Ordinal));
        byTopic.AddOrUpdate(form.GetValueOrDefault("TopicArn").ToString(), messages, (_, before) => before + messages);
    }
}
