using System.Text;
using Local.CloudConsole.Activity;
using Local.Lambda;
using Local.Tests.Lambda;

namespace Local.Tests.CloudConsole;

public sealed class InvocationLogTests : IAsyncLifetime
{
    private const string Id = "pur_0123456789abcdefghjkmnpqrs";

    private readonly FunctionHost host = new();
    private readonly LambdaFunction function =
        new("F", "arn:F", "bootstrap", 256, TimeSpan.FromSeconds(3), null, "role", "", new Dictionary<string, string>());
    private readonly InvocationLog log;

    public InvocationLogTests() => log = new(host.Functions, TimeProvider.System);

    [Fact]
    public async Task InvocationsOfAPurchase_AreFound_ByEventOrAnswer_AndCounted()
    {
        var (asked, answered, other, failed) = (Event(Id), Event("checkout"), Event("pur_99999999999999999999999999"), Event("none"));
        var followed = new[] { asked, answered, other, failed }.Select(invocation => log.FollowAsync(function, invocation)).ToList();
        Assert.Equal(new InvocationCounts(4, 0, 4), log.Counts["F"]);

        asked.Complete(Answer("ok"));
        answered.Complete(Answer(Id));
        other.Complete(Answer("ok"));
        failed.Refuse(new FunctionThrottledException("F"));
        await Task.WhenAll(followed);

        Assert.Equal([asked.RequestId, answered.RequestId], log.Of(Id).Select(invocation => invocation.RequestId));
        Assert.Equal(new InvocationCounts(4, 1, 0), log.Counts["F"]);
        Assert.Equal(8, log.Changes);
    }

    [Fact]
    public async Task TheOldest_MakeRoom()
    {
        for (var i = 0; i <= InvocationLog.Capacity; i++)
        {
            var invocation = Event(Id);
            invocation.Complete(Answer("ok"));
            await log.FollowAsync(function, invocation);
        }

        Assert.Equal(InvocationLog.Capacity, log.Of(Id).Count);
        Assert.Equal(InvocationLog.Capacity + 1, log.Counts["F"].Invocations);
    }

    [Fact]
    public async Task LongEvents_AreKeptUpToALimitOfBytes()
    {
        const int length = 200_000;
        for (var i = 0; i < 2 * InvocationLog.CapacityInBytes / length; i++)
        {
            var invocation = Event(Id + new string(' ', length));
            invocation.Complete(Answer("ok"));
            await log.FollowAsync(function, invocation);
        }

        Assert.InRange(log.Of(Id).Count, 1, InvocationLog.CapacityInBytes / length);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => host.DisposeAsync().AsTask();

    private static Invocation Event(string text) => new(Encoding.UTF8.GetBytes($"\"{text}\""), "arn:F", "trace");

    private static InvocationResult Answer(string text) => new(Encoding.UTF8.GetBytes($"\"{text}\""), null);
}
