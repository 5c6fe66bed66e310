using System.Text.Json.Nodes;
using Local.Endpoint;
using Local.Tests.Endpoint;

namespace Local.Tests.StepFunctions;

/// <summary>The Step Functions API over HTTP.</summary>
public sealed class StepFunctionsApiTests(EndpointCloud fixture) : IClassFixture<EndpointCloud>
{
    private const string Role = "arn:aws:iam::000000000000:role/states";
    private const string Pass = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}""";
    private const string Waiting = """{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 3600, "End": true}}}""";
    private readonly AwsApi aws = fixture.Cloud.Services.GetRequiredService<AwsApi>();

    [Fact]
    public async Task StateMachine_Created_IsDescribedAndListed()
    {
        var arn = await CreateAsync(Pass);

        var described = await CallAsync("DescribeStateMachine", new() { ["stateMachineArn"] = arn });
        Assert.Equal((Pass, "STANDARD", Role), ((string?)described["definition"], (string?)described["type"], (string?)described["roleArn"]));
        var listed = await CallAsync("ListStateMachines", new() { ["maxResults"] = 1000 });
        Assert.Contains(arn, listed["stateMachines"]!.AsArray().Select(machine => (string?)machine!["stateMachineArn"]));
    }

    [Fact]
    public async Task StateMachine_CreatedTwice_IsTheSame_UnlessItDiffers()
    {
        var arn = await CreateAsync(Pass);
        Assert.Equal(arn, await CreateAsync(Pass, NameOf(arn)));
        Assert.Equal("StateMachineAlreadyExists", await RefusedAsync(() => CreateAsync(Waiting, NameOf(arn))));

        JsonObject Again(string role) => new() { ["name"] = NameOf(arn), ["definition"] = Pass, ["roleArn"] = role };
        Assert.Equal(arn, (string?)(await CallAsync("CreateStateMachine", Again($"{Role}2")))["stateMachineArn"]);
        Assert.Equal(Role, (string?)(await CallAsync("DescribeStateMachine", new() { ["stateMachineArn"] = arn }))["roleArn"]);
        var traced = Again(Role);
        traced["tracingConfiguration"] = new JsonObject { ["enabled"] = true };
        Assert.Equal("StateMachineAlreadyExists", await RefusedAsync(() => CallAsync("CreateStateMachine", traced)));
    }

    [Fact]
    public async Task StateMachine_WithAWrongDefinition_IsRefusedWithTheReason()
    {
        var refused = await Assert.ThrowsAsync<AwsApiException>(() => CreateAsync("""{"StartAt": "A", "States": {"A": {"Type": "Pass"}}}"""));
        Assert.Equal("InvalidDefinition", refused.Code);
        Assert.Contains("at /States/A", refused.Message);
        var validated = await CallAsync("ValidateStateMachineDefinition", new() { ["definition"] = "{}" });
        Assert.Equal("FAIL", (string?)validated["result"]);
    }

    [Theory]
    [InlineData("StartExecution", "stateMachineArn", "arn:aws:states:eu-west-1:000000000000:stateMachine:none", "StateMachineDoesNotExist")]
    [InlineData("DescribeExecution", "executionArn", "arn:aws:states:eu-west-1:000000000000:execution:none:none", "ExecutionDoesNotExist")]
    [InlineData("DescribeExecution", "executionArn", "none", "InvalidArn")]
    [InlineData("DescribeExecution", "other", "none", "ValidationException")]
    [InlineData("StartSyncExecution", "stateMachineArn", "x", "UnknownOperationException")]
    [InlineData("CreateStateMachine", "name", "not a name", "InvalidName")]
    public async Task Call_ThatCannotBeAnswered_NamesTheError(string operation, string parameter, string value, string error) =>
        Assert.Equal(error, await RefusedAsync(() => CallAsync(operation, new() { [parameter] = value })));

    [Fact]
    public async Task Execution_StartedAgainWithTheSameInputWhileItRuns_IsTheSame()
    {
        var machine = await CreateAsync(Waiting);
        var first = await StartAsync(machine, "p1", """{"x":1}""");

        Assert.Equal(first, await StartAsync(machine, "p1", """{"x":1}"""));
        Assert.Equal("ExecutionAlreadyExists", await RefusedAsync(() => StartAsync(machine, "p1", """{"x":2}""")));

        await CallAsync("StopExecution", new() { ["executionArn"] = first, ["error"] = "Stopped", ["cause"] = "by hand" });
        Assert.Equal("ExecutionAlreadyExists", await RefusedAsync(() => StartAsync(machine, "p1", """{"x":1}""")));
    }

    [Fact]
    public async Task Execution_Stopped_IsAbortedWithItsErrorAndCause()
    {
        var arn = await StartAsync(await CreateAsync(Waiting), "p1", "{}");
        await CallAsync("StopExecution", new() { ["executionArn"] = arn, ["error"] = "Stopped", ["cause"] = "by hand" });

        var described = await CallAsync("DescribeExecution", new() { ["executionArn"] = arn });
        Assert.Equal(("ABORTED", "Stopped", "by hand"), ((string?)described["status"], (string?)described["error"], (string?)described["cause"]));
        Assert.Equal("ExecutionAborted", (string?)(await HistoryAsync(arn, reverse: true))[0]!["type"]);
    }

    [Fact]
    public async Task History_IsPaged_AndLeavesDataOutWhenAsked()
    {
        var arn = await StartAsync(await CreateAsync(Pass), "p1", """{"secret":1}""");
        await EndedAsync(arn);

        var first = await CallAsync("GetExecutionHistory", new() { ["executionArn"] = arn, ["maxResults"] = 3, ["includeExecutionData"] = false });
        var second = await CallAsync("GetExecutionHistory", new() { ["executionArn"] = arn, ["maxResults"] = 3, ["nextToken"] = (string?)first["nextToken"] });

        Assert.Equal([1, 2, 3], first["events"]!.AsArray().Select(recorded => (int)recorded!["id"]!));
        Assert.DoesNotContain("secret", first.ToJsonString());
        Assert.Equal("ExecutionSucceeded", (string?)Assert.Single(second["events"]!.AsArray())!["type"]);
        Assert.Equal("""{"secret":1}""", (string?)second["events"]![0]!["executionSucceededEventDetails"]!["output"]);
        Assert.Null(second["nextToken"]);
    }

    [Fact]
    public async Task Executions_AreListedNewestFirst_PageByPage()
    {
        var machine = await CreateAsync(Pass);
        foreach (var name in (string[])["a", "b", "c"])
            await EndedAsync(await StartAsync(machine, name, "{}"));

        var first = await CallAsync("ListExecutions", new() { ["stateMachineArn"] = machine, ["maxResults"] = 2, ["statusFilter"] = "SUCCEEDED" });
        await StartAsync(machine, "d", "{}");
        var second = await CallAsync("ListExecutions", new() { ["stateMachineArn"] = machine, ["maxResults"] = 2, ["nextToken"] = (string?)first["nextToken"] });

        Assert.Equal(["c", "b"], Names(first));
        Assert.Equal(["a"], Names(second));
    }

    [Fact]
    public async Task Alias_RunsTheVersionItPointsTo_EvenAfterAnUpdate()
    {
        var machine = await CreateAsync("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 1, "End": true}}}""");
        var one = (string)(await CallAsync("PublishStateMachineVersion", new() { ["stateMachineArn"] = machine }))["stateMachineVersionArn"]!;
        var alias = (string)(await CallAsync("CreateStateMachineAlias", new() { ["name"] = "live", ["routingConfiguration"] = Routes(one) }))["stateMachineAliasArn"]!;
        var updated = await CallAsync("UpdateStateMachine", new()
        {
            ["stateMachineArn"] = machine, ["publish"] = true,
            ["definition"] = """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 2, "End": true}}}""",
        });

        Assert.Equal("1", await OutputAsync(alias, "first"));
        Assert.Equal("2", await OutputAsync(machine, "latest"));
        await CallAsync("UpdateStateMachineAlias", new() { ["stateMachineAliasArn"] = alias, ["routingConfiguration"] = Routes((string)updated["stateMachineVersionArn"]!) });
        Assert.Equal("2", await OutputAsync(alias, "second"));
        Assert.Equal("1", await OutputAsync(one, "third"));

        var described = await CallAsync("DescribeExecution", new() { ["executionArn"] = $"{machine.Replace(":stateMachine:", ":execution:")}:first" });
        Assert.Equal((one, alias), ((string?)described["stateMachineVersionArn"], (string?)described["stateMachineAliasArn"]));
        Assert.Equal(2, (await CallAsync("ListStateMachineVersions", new() { ["stateMachineArn"] = machine }))["stateMachineVersions"]!.AsArray().Count);
        Assert.Equal("ConflictException", await RefusedAsync(() => CallAsync("DeleteStateMachineVersion", new() { ["stateMachineVersionArn"] = (string)updated["stateMachineVersionArn"]! })));
    }

    [Fact]
    public async Task Version_PublishedTwiceWithoutAChange_IsTheSame()
    {
        var machine = await CreateAsync(Pass);
        var first = await CallAsync("PublishStateMachineVersion", new() { ["stateMachineArn"] = machine });
        var second = await CallAsync("PublishStateMachineVersion", new() { ["stateMachineArn"] = machine });
        Assert.Equal((string?)first["stateMachineVersionArn"], (string?)second["stateMachineVersionArn"]);
    }

    [Fact]
    public async Task Redrive_OfASuccess_IsRefused_AsTheDescriptionSays()
    {
        var arn = await StartAsync(await CreateAsync(Pass), "p1", "{}");
        var described = await EndedAsync(arn);
        Assert.Equal("NOT_REDRIVABLE", (string?)described["redriveStatus"]);
        var refused = await Assert.ThrowsAsync<AwsApiException>(() => CallAsync("RedriveExecution", new() { ["executionArn"] = arn }));
        Assert.Equal("ExecutionNotRedrivable", refused.Code);
        Assert.Contains((string)described["redriveStatusReason"]!, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redrive_RepeatedWithItsToken_IsTheSame_AndIsListed()
    {
        var machine = await CreateAsync(Waiting);
        var (redriven, other) = (await StartAsync(machine, "p1", "{}"), await StartAsync(machine, "p2", "{}"));
        foreach (var arn in (string[])[redriven, other])
            await CallAsync("StopExecution", new() { ["executionArn"] = arn });
        var first = await CallAsync("RedriveExecution", new() { ["executionArn"] = redriven, ["clientToken"] = "one" });
        var again = await CallAsync("RedriveExecution", new() { ["executionArn"] = redriven, ["clientToken"] = "one" });

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        Assert.Equal("ExecutionNotRedrivable", await RefusedAsync(() => CallAsync("RedriveExecution", new() { ["executionArn"] = redriven, ["clientToken"] = "two" })));
        Assert.Equal(1, (int)(await CallAsync("DescribeExecution", new() { ["executionArn"] = redriven }))["redriveCount"]!);
        Assert.Equal(["p1"], Names(await CallAsync("ListExecutions", new() { ["stateMachineArn"] = machine, ["redriveFilter"] = "REDRIVEN" })));
        Assert.Equal(["p2"], Names(await CallAsync("ListExecutions", new() { ["stateMachineArn"] = machine, ["redriveFilter"] = "NOT_REDRIVEN" })));
    }

    [Theory]
    [InlineData("statusFilter", "DONE")]
    [InlineData("redriveFilter", "MAYBE")]
    [InlineData("maxResults", 1001)]
    [InlineData("mapRunArn", "arn:aws:states:eu-west-1:000000000000:mapRun:m/r:1")]
    public async Task List_ByWhatIsNotThere_IsRefusedByName(string parameter, object value)
    {
        var request = new JsonObject { ["stateMachineArn"] = await CreateAsync(Pass), [parameter] = JsonValue.Create(value) };
        var refused = await Assert.ThrowsAsync<AwsApiException>(() => CallAsync("ListExecutions", request));
        Assert.Equal("ValidationException", refused.Code);
        Assert.Contains(parameter, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_OfNothing_IsRefused()
    {
        var machine = await CreateAsync(Pass);
        Assert.Equal("MissingRequiredParameter", await RefusedAsync(() => CallAsync("UpdateStateMachine", new() { ["stateMachineArn"] = machine })));
        Assert.Equal("ValidationException", await RefusedAsync(() =>
            CallAsync("UpdateStateMachine", new() { ["stateMachineArn"] = machine, ["definition"] = Waiting, ["versionDescription"] = "one" })));
    }

    [Fact]
    public async Task HistoryInReverse_GoesOnWhereItWas_WhenTheExecutionHasGoneOn()
    {
        var arn = await StartAsync(await CreateAsync(Waiting), "p1", "{}");
        while ((await HistoryAsync(arn, reverse: true)).Count < 2)
            await Task.Yield();
        var first = await CallAsync("GetExecutionHistory", new() { ["executionArn"] = arn, ["reverseOrder"] = true, ["maxResults"] = 1 });
        await CallAsync("StopExecution", new() { ["executionArn"] = arn });
        var second = await CallAsync("GetExecutionHistory", new()
        {
            ["executionArn"] = arn, ["reverseOrder"] = true, ["maxResults"] = 1, ["nextToken"] = (string?)first["nextToken"],
        });

        Assert.Equal((2, 1), ((int)first["events"]![0]!["id"]!, (int)second["events"]![0]!["id"]!));
        Assert.Null(second["nextToken"]);
    }

    [Theory]
    [InlineData("not base64!", "InvalidToken")]
    [InlineData("c2hvcnQ", "InvalidToken")]
    public async Task Token_ThatIsNone_IsInvalid(string token, string error) =>
        Assert.Equal(error, await RefusedAsync(() => CallAsync("SendTaskSuccess", new() { ["taskToken"] = token, ["output"] = "{}" })));

    [Fact]
    public async Task Token_OfAnotherCloud_DoesNotExist()
    {
        var token = Local.StepFunctions.Engine.TaskTokens.Issue("arn:aws:states:eu-west-1:000000000000:execution:none:none");
        Assert.Equal("TaskDoesNotExist", await RefusedAsync(() => CallAsync("SendTaskHeartbeat", new() { ["taskToken"] = token })));
    }

    [Fact]
    public async Task UnknownExecution_IsAProblemDocument()
    {
        using var client = new HttpClient();
        var response = await client.GetAsync(new Uri(fixture.Cloud.PublicUrl, "/_local/executions/nobody"));
        Assert.Equal(404, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task ThousandsOfExecutions_WaitAtOnce()
    {
        var machine = await CreateAsync(Waiting);
        foreach (var batch in Enumerable.Range(0, 3000).Chunk(100))
            await Task.WhenAll(batch.Select(number => StartAsync(machine, $"p{number}", "{}")));

        Assert.True(ThreadPool.ThreadCount < 200, $"{ThreadPool.ThreadCount} threads");
        var page = await CallAsync("ListExecutions", new() { ["stateMachineArn"] = machine, ["maxResults"] = 1000, ["statusFilter"] = "RUNNING" });
        Assert.Equal(1000, page["executions"]!.AsArray().Count);
    }

    private static JsonArray Routes(string version) => [new JsonObject { ["stateMachineVersionArn"] = version, ["weight"] = 100 }];

    private static IEnumerable<string?> Names(JsonObject page) => page["executions"]!.AsArray().Select(execution => (string?)execution!["name"]);

    private static string NameOf(string arn) => arn[(arn.LastIndexOf(':') + 1)..];

    private static async Task<string> RefusedAsync(Func<Task> call) => (await Assert.ThrowsAsync<AwsApiException>(call)).Code;

    private async Task<string> CreateAsync(string definition, string? name = null) => (string)(await CallAsync("CreateStateMachine", new()
    {
        ["name"] = name ?? $"m{Guid.NewGuid():n}", ["definition"] = definition, ["roleArn"] = Role,
    }))["stateMachineArn"]!;

    private async Task<string> StartAsync(string machine, string name, string input) =>
        (string)(await CallAsync("StartExecution", new() { ["stateMachineArn"] = machine, ["name"] = name, ["input"] = input }))["executionArn"]!;

    private async Task<string?> OutputAsync(string machine, string name) => (string?)(await EndedAsync(await StartAsync(machine, name, "{}")))["output"];

    private async Task<JsonArray> HistoryAsync(string arn, bool reverse) =>
        (await CallAsync("GetExecutionHistory", new() { ["executionArn"] = arn, ["reverseOrder"] = reverse }))["events"]!.AsArray();

    private async Task<JsonObject> EndedAsync(string arn)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var described = await CallAsync("DescribeExecution", new() { ["executionArn"] = arn });
            if ((string?)described["status"] != "RUNNING")
                return described;
            await Task.Delay(5, deadline.Token);
        }
    }

    private Task<JsonObject> CallAsync(string operation, JsonObject parameters) =>
        aws.JsonAsync("states", $"AWSStepFunctions.{operation}", parameters, CancellationToken.None);
}
