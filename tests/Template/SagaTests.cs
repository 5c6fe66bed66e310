using System.Text.Json;
using System.Text.Json.Nodes;
using Contracts;
using Support;

namespace Template.Tests;

[Collection(nameof(Synthesis))]
public sealed class SagaTests(Synthesis synthesis)
{
    private readonly SynthesizedTemplate template = synthesis.Production;
    private readonly SagaDefinition saga = SagaDefinition.Of(synthesis.Production);

    [Fact]
    public void HappyPath_CreatesUserThenToken_ThenDecidesAndAnnounces() => Assert.Equal(
        ["CreateUser", "MarkAccountCreated", "IssueToken", "CompletePurchase", "AnnounceCompletion", "Completed"], saga.PathFrom());

    [Fact]
    public void Compensation_Refunds_ThenRecordsAndAnnounces_AndSucceeds()
    {
        Assert.Equal(
            ["NoUser", "RefundPayment", "MarkRefunded", "AnnounceRefund", "Refunded"], saga.PathFrom(saga.CatchOf("CreateUser")));
        Assert.Equal("RefundPayment", saga.CatchOf("IssueToken"));
        Assert.Equal("Succeed", saga.Type("Refunded"));
    }

    [Fact]
    public void OperatorsRefund_BeginsWithTheCompensation()
    {
        var choice = Assert.Single(saga.ByName[saga.Start]!["Choices"]!.AsArray())!;

        Assert.Equal("""{"Variable":"$.failure","IsPresent":true,"Next":"NoUser"}""", choice.ToJsonString());
        var input = new SagaInput("pur_1", "a@b.example", "p", 1m, "USD", null, null, new SagaFailure(SagaFailure.RefundRequested, "asked"));
        var failure = JsonSerializer.SerializeToNode(input, ContractsJson.Default.SagaInput)!["failure"]!;
        Assert.Equal("""{"Error":"RefundRequested","Cause":"asked"}""", failure.ToJsonString());
        Assert.False(JsonSerializer.SerializeToNode(input with { Failure = null }, ContractsJson.Default.SagaInput)!.AsObject().ContainsKey("failure"));
    }

    [Fact]
    public void FailedRefund_IsMarkedForAPerson_AndFailsInAStateThatARedriveRunsAgain()
    {
        Assert.Equal(
            ["MarkNeedsAttention", "RefundAgain", "MarkRefunded", "AnnounceRefund", "Refunded"], saga.PathFrom(saga.CatchOf("RefundPayment")));
        Assert.Null(saga.CatchOf("RefundAgain"));
    }

    [Fact]
    public void AfterADecisionIsWritten_NothingCompensates() =>
        Assert.All(saga.Tasks.Select(task => task.Key).Except(saga.WaitingStates.Select(state => state.Key)), state =>
            Assert.Null(saga.CatchOf(state)));

    [Fact]
    public void WaitingStates_AreThoseThatAParticipantAnswers_AndGiveUpBeforeTheirMessageExpires()
    {
        Assert.Equal(["CreateUser", "IssueToken", "RefundAgain", "RefundPayment"], saga.WaitingStates.Select(state => state.Key).Order());
        Assert.All(saga.WaitingStates, state =>
        {
            var patience = TimeSpan.FromSeconds(state.Value["TimeoutSeconds"]!.GetValue<int>());
            Assert.InRange(patience, TimeSpan.FromDays(1), TimeSpan.FromDays(13));
            Assert.Equal(state.Key != "RefundAgain", saga.CatchOf(state.Key) is not null);
            Assert.NotNull(state.Value["ResultPath"]);
        });
    }

    [Fact]
    public void EveryTask_RetriesWithBackoffAndJitter()
    {
        Assert.All(saga.Tasks, task => Assert.Contains(saga.RetriesOf(task.Key), retry =>
            retry["MaxAttempts"]!.GetValue<int>() > 10
            && retry["BackoffRate"]!.GetValue<double>() > 1
            && retry["JitterStrategy"]?.GetValue<string>() == "FULL"));
    }

    [Fact]
    public void RefusalOfAParticipant_IsNeverRetried()
    {
        var retried = saga.WaitingStates
            .SelectMany(state => saga.RetriesOf(state.Key))
            .SelectMany(retry => retry["ErrorEquals"]!.AsArray())
            .Select(error => error!.GetValue<string>())
            .Where(error => !error.StartsWith("SNS.", StringComparison.Ordinal));

        Assert.Equal([SagaErrors.ConsumerFailed, SagaErrors.RefundUnresolved], retried.Distinct().Order());
    }

    /// <summary>Money that can't be returned today is returned tomorrow; only then a person is called.</summary>
    [Fact]
    public void RefundWithoutAResult_IsAskedForAgain_ForFiveDays_WithGrowingDelay()
    {
        foreach (var state in saga.WaitingStates.Select(state => state.Key))
        {
            var retry = saga.RetriesOf(state).SingleOrDefault(retry => retry["ErrorEquals"]!.AsArray().Any(error => error!.ToString() == SagaErrors.RefundUnresolved));
            if (!state.StartsWith("Refund", StringComparison.Ordinal))
            {
                Assert.Null(retry);
                continue;
            }
            var delays = Enumerable.Range(0, retry!["MaxAttempts"]!.GetValue<int>()).Select(attempt => Math.Min(
                retry["IntervalSeconds"]!.GetValue<int>() * Math.Pow(retry["BackoffRate"]!.GetValue<double>(), attempt),
                retry["MaxDelaySeconds"]!.GetValue<int>())).ToList();
            Assert.Null(retry["JitterStrategy"]);
            Assert.InRange(delays[0], 1, 60);
            Assert.InRange(TimeSpan.FromSeconds(delays.Sum()).TotalDays, 5, 6);
        }
    }

    [Fact]
    public void RefusedCondition_IsNotRetried_BeforeEverythingElseIs()
    {
        var writes = saga.Tasks.Except(saga.PublishingStates).ToList();
        Assert.Equal(4, writes.Count);
        Assert.All(writes, task =>
        {
            var first = saga.RetriesOf(task.Key).First();
            Assert.Equal("DynamoDB.ConditionalCheckFailedException", Assert.Single(first["ErrorEquals"]!.AsArray())!.GetValue<string>());
            Assert.Equal(0, first["MaxAttempts"]!.GetValue<int>());
        });
    }

    [Theory]
    [InlineData("MarkAccountCreated", "PAID")]
    [InlineData("CompletePurchase", "COMPLETED", "PAID")]
    [InlineData("MarkRefunded", "REFUNDED", "PAID", "NEEDS_ATTENTION", "COMPLETED")]
    [InlineData("MarkNeedsAttention", "NEEDS_ATTENTION", "PAID", "COMPLETED")]
    public void Decision_IsWrittenOnlyOverTheStatusesItMayFollow(string state, string status, params string[] onlyFrom)
    {
        var update = saga.ByName[state]!["Parameters"]!;
        var values = update["ExpressionAttributeValues"]!.AsObject();
        var condition = update["ConditionExpression"]!.GetValue<string>();
        var allowed = condition["#status IN (".Length..^1].Split(", ").Select(name => values[name]!["S"]!.GetValue<string>());

        Assert.Equal(onlyFrom.Append(status).Order(), allowed.Order());
        Assert.Equal(status, values[":status"]!["S"]!.GetValue<string>());
        var expression = update["UpdateExpression"]!.GetValue<string>();
        Assert.StartsWith("SET #status = :status,", expression, StringComparison.Ordinal);
        Assert.Equal(status is "COMPLETED" or "REFUNDED", expression.EndsWith(" REMOVE openBucket", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryPublishedMessage_IsAnEventOfTheContract()
    {
        var state = Execution(traceId: "1-67891233-abcdef012345678912345678");
        Assert.All(saga.PublishingStates, publishing =>
        {
            var message = StateInput.Fill(publishing.Value["Parameters"]!["Message"], state)!;

            Assert.Empty(CheckedInSchemas.ErrorsIn(message.ToJsonString()));
            var @event = EventEnvelope.Parse(message.ToJsonString());

            Assert.Equal(@event.EventName, @event.Data?.GetType().Name);
            Assert.Equal($"pur_1:{@event.EventName}", @event.EventId);
            Assert.Equal(TimeSpan.Zero, @event.Timestamp.Offset);
            Assert.Equal("1-67891233-abcdef012345678912345678", @event.TraceId);
            Assert.Equal(99.99m, @event.Data!.Amount);
            Assert.True(message["data"]!.AsObject().ContainsKey("userId"), "userId is part of every event, if only as null");
            Assert.Equal(@event.EventName == nameof(PaymentSuccessful) ? null : "user_1", @event.Data.UserId);
        });
    }

    [Fact]
    public void EveryPublishedMessage_NamesItsEventInAnAttribute_AndOnlyQuestionsCarryATaskToken()
    {
        var waiting = saga.WaitingStates.Select(state => state.Key).ToHashSet();
        Assert.All(saga.PublishingStates, publishing =>
        {
            var attributes = publishing.Value["Parameters"]!["MessageAttributes"]!.AsObject();
            var message = publishing.Value["Parameters"]!["Message"]!;
            Assert.Equal(message["eventName"]!.GetValue<string>(), attributes["eventName"]!["StringValue"]!.GetValue<string>());
            Assert.Equal(waiting.Contains(publishing.Key), attributes.ContainsKey("taskToken"));
            Assert.DoesNotContain("$$.Task.Token", message.ToJsonString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void InputWithoutATraceOrAChallenge_StillHasEveryFieldThatTheSagaReads()
    {
        var input = new SagaInput("pur_1", "new.user@example.com", "prod_premium_tier", 99.99m, "USD", TraceId: null, CodeChallenge: null);
        var written = JsonSerializer.SerializeToNode(input, ContractsJson.Default.SagaInput)!.AsObject();

        var read = saga.Tasks.SelectMany(task => StateInput.PathsIn(task.Value["Parameters"]))
            .Select(path => path[2..]).Where(path => !path.Contains('.', StringComparison.Ordinal)).Distinct();

        Assert.Equal(written.Select(field => field.Key).Order(), read.Order());
    }

    [Fact]
    public void Machine_LogsErrorsWithoutData_AndIsTraced()
    {
        var machine = Assert.Single(template.OfType("AWS::StepFunctions::StateMachine"));

        Assert.Equal("STANDARD", machine.Text("StateMachineType"));
        Assert.True(machine.Properties["TracingConfiguration"]!["Enabled"]!.GetValue<bool>());
        Assert.Equal("ERROR", machine.Properties["LoggingConfiguration"]!["Level"]!.GetValue<string>());
        Assert.False(machine.Properties["LoggingConfiguration"]!["IncludeExecutionData"]!.GetValue<bool>());
    }

    [Fact]
    public void Deploy_PublishesAVersion_KeepsTheEarlierOnes_AndMovesTheAlias()
    {
        var machine = Assert.Single(template.OfType("AWS::StepFunctions::StateMachine"));
        var version = Assert.Single(template.OfType("AWS::StepFunctions::StateMachineVersion"));
        var alias = Assert.Single(template.OfType("AWS::StepFunctions::StateMachineAlias"));

        Assert.Equal(machine, template.Target(version.Properties["StateMachineArn"]));
        Assert.Equal("StateMachineRevisionId", version.Properties["StateMachineRevisionId"]!["Fn::GetAtt"]![1]!.GetValue<string>());
        Assert.Equal("Retain", version.Definition["UpdateReplacePolicy"]!.GetValue<string>());
        Assert.Equal("live", alias.Text("Name"));
        Assert.Equal(version, template.Target(alias.Properties["RoutingConfiguration"]![0]!["StateMachineVersionArn"]));
    }

    private static JsonObject Execution(string traceId) => new()
    {
        ["purchaseId"] = "pur_1",
        ["customerEmail"] = "new.user@example.com",
        ["productId"] = "prod_premium_tier",
        ["amount"] = 99.99,
        ["currency"] = "USD",
        ["traceId"] = traceId,
        ["codeChallenge"] = null,
        ["user"] = new JsonObject { ["userId"] = "user_1", ["isNewUser"] = true },
        ["failure"] = new JsonObject { ["Error"] = "UserRefused", ["Cause"] = "" },
        ["refund"] = new JsonObject { ["refundId"] = "re_1" },
    };
}
