using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Lambda;
using Local.Schedules;
using Local.Tests.Lambda;
using Microsoft.Extensions.Time.Testing;

namespace Local.Tests.Schedules;

/// <summary>Rules of a template on a clock that is moved; what they invoke is recorded.</summary>
public sealed class SchedulerTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:lambda:eu-west-1:000000000000:function:Report";

    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2026-11-22T10:00:00Z", null));
    private readonly FunctionHost host = new();
    private readonly FunctionPermissions permissions = new();
    private readonly RecordingInvoker invoker = new();
    private readonly FunctionLog log = new(10, null);
    private readonly AsyncInvocations events;
    private readonly Scheduler scheduler;

    public SchedulerTests()
    {
        events = new AsyncInvocations(invoker, log, clock);
        scheduler = new Scheduler(events, permissions, log, clock);
    }

    public Task InitializeAsync() => host.AddAsync("Report");

    public async Task DisposeAsync()
    {
        await scheduler.StopAsync(default);
        scheduler.Dispose();
        await events.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Rule_InvokesItsFunction_EachTimeItIsDue_WithTheRulesEvent()
    {
        await StartAsync("rate(5 minutes)");
        Advance(minutes: 4);
        Assert.Empty(invoker.Calls);
        Advance(minutes: 1);
        var (function, payload) = Assert.Single(invoker.Calls);
        Advance(minutes: 10);

        Assert.Equal(3, invoker.Calls.Count);
        Assert.Equal(Arn, function);
        Assert.Equal(("Scheduled Event", "2026-11-22T10:05:00Z"), ((string)payload["detail-type"]!, (string)payload["time"]!));
        Assert.Equal("arn:aws:events:eu-west-1:000000000000:rule/Test-Rule", (string)payload["resources"]![0]!);
    }

    [Fact]
    public async Task ClockMovedOnByADay_BringsOneRun_AndTheNextOneAsUsual()
    {
        await StartAsync("rate(5 minutes)");
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Single(invoker.Calls);

        Advance(minutes: 5);
        Assert.Equal(2, invoker.Calls.Count);
    }

    [Fact]
    public async Task FailedRun_IsRepeated_AsTheFunctionsSettingsSay()
    {
        events.Configure("Report", new AsyncSettings(1, TimeSpan.FromMinutes(5)));
        invoker.Error = "Unhandled";
        await StartAsync("cron(0 0 1 1 ? *)");
        clock.Advance(TimeSpan.FromDays(60));
        Assert.Single(invoker.Calls);

        Advance(minutes: 1);
        Assert.Equal(2, invoker.Calls.Count);
        Advance(minutes: 10);
        Assert.Equal(2, invoker.Calls.Count);
    }

    [Fact]
    public async Task Input_TakesThePlaceOfTheEvent()
    {
        await StartAsync("rate(1 minute)", targets: $$$"""[{"Id":"T","Arn":"{{{Arn}}}","Input":"{\"purchaseId\":\"pur_1\"}"}]""");
        Advance(minutes: 1);

        Assert.Equal("""{"purchaseId":"pur_1"}""", Assert.Single(invoker.Calls).Payload.ToJsonString());
    }

    [Fact]
    public async Task RuleWithoutPermission_InvokesNothing_AndSaysSo()
    {
        await StartAsync("rate(1 minute)", permitted: "arn:aws:events:eu-west-1:000000000000:rule/another");
        Advance(minutes: 1);

        Assert.Empty(invoker.Calls);
        Assert.Contains("no permission", Assert.Single(log.Read("Report")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisabledRule_Rests()
    {
        await StartAsync("rate(1 minute)", state: "DISABLED");
        Advance(minutes: 3);

        Assert.Empty(invoker.Calls);
    }

    [Theory]
    [InlineData("EventPattern", """{"source":["aws.s3"]}""")]
    [InlineData("ScheduleExpression", "\"rate(5 seconds)\"")]
    [InlineData("State", "\"ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS\"")]
    [InlineData("Targets", """[{"Id":"T","Arn":"arn:aws:sqs:eu-west-1:000000000000:queue"}]""")]
    [InlineData("Targets", """[{"Id":"T","Arn":"arn:aws:lambda:eu-west-1:000000000000:function:Report","InputPath":"$.detail"}]""")]
    public async Task RuleThatCannotRunHere_StopsTheDeployment_NamingTheProperty(string property, string value)
    {
        var properties = Rule("rate(1 minute)");
        properties[property] = JsonNode.Parse(value);

        var refusal = await Assert.ThrowsAsync<DeploymentException>(() => CreateAsync(properties));
        Assert.Contains(property, refusal.Message, StringComparison.Ordinal);
    }

    private async Task StartAsync(
        string schedule, string? targets = null, string state = "ENABLED", string permitted = "arn:aws:events:eu-west-1:000000000000:rule/Test-Rule")
    {
        var properties = Rule(schedule);
        properties["State"] = state;
        if (targets is not null)
            properties["Targets"] = JsonNode.Parse(targets);
        var rule = await CreateAsync(properties);
        Assert.Equal(("Test-Rule", "arn:aws:events:eu-west-1:000000000000:rule/Test-Rule"), (rule.Ref, rule.Attributes["Arn"]));
        permissions.Add("Report", "events.amazonaws.com", permitted);
        await scheduler.StartAsync(default);
    }

    private Task<DeployedResource> CreateAsync(JsonObject properties) =>
        new RuleResources(scheduler, host.Functions, new LambdaOptions()).CreateAsync(
            new TemplateResource("Test", "Rule", "AWS::Events::Rule", "Test/Rule", properties), default);

    private static JsonObject Rule(string schedule) => new()
    {
        ["ScheduleExpression"] = schedule,
        ["Targets"] = new JsonArray(new JsonObject { ["Id"] = "Target0", ["Arn"] = Arn }),
    };

    private void Advance(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
            clock.Advance(TimeSpan.FromMinutes(1));
    }

    private sealed class RecordingInvoker : IFunctionInvoker
    {
        public List<(string Function, JsonNode Payload)> Calls { get; } = [];

        public string? Error { get; set; }

        public Task<InvocationResult> InvokeAsync(
            string function, ReadOnlyMemory<byte> payload, string? traceId, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<InvocationResult> InvokeAsync(
            string function, ReadOnlyMemory<byte> payload, string? traceId, string requestId, CancellationToken cancellation)
        {
            Calls.Add((function, JsonNode.Parse(payload.Span)!));
            return Task.FromResult(new InvocationResult("null"u8.ToArray(), Error));
        }
    }
}
