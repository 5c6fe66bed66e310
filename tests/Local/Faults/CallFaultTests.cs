using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using Amazon.SQS;
using Local.Clock;
using Local.Faults;

namespace Local.Tests.Faults;

[Collection(SharedFaultCloud.Name)]
public sealed class CallFaultTests(FaultCloud cloud)
{
    private readonly string id = FaultCloud.NewPurchase();

    [SkippableTheory]
    [InlineData(FaultKind.CrashBefore, false)]
    [InlineData(FaultKind.CrashAfter, true)]
    public async Task Crash_EndsTheCallingProcess_AndTheNextEventGetsANewOne(FaultKind kind, bool hasEffect)
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(kind) { PurchaseId = id, Function = "Worker", Call = "dynamodb:PutItem" });
        var process = await cloud.ProcessAsync();

        var result = await cloud.InvokeAsync("Worker", cloud.Put(id));

        Assert.Equal("Unhandled", result.FunctionError);
        Assert.Contains("\"errorType\":\"Runtime.ExitError\"", Encoding.UTF8.GetString(result.Payload.Span), StringComparison.Ordinal);
        Assert.Equal(hasEffect, await cloud.ExistsAsync(id));
        Assert.NotEqual(process, await cloud.ProcessAsync());
        Assert.StartsWith("200 ", await cloud.AnswerAsync(cloud.Put(id)), StringComparison.Ordinal);
        Assert.Equal("Worker", Assert.Single(cloud.Faults.Log, fault => fault.PurchaseId == id).Function);
    }

    [SkippableFact]
    public async Task MessageOfACrashedProcess_ComesAgain_WhenTheClockHasPassedItsVisibilityTimeout()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(FaultKind.CrashBefore) { PurchaseId = id });
        await cloud.SendAsync(cloud.Put(id));
        await cloud.QuietAsync();
        Assert.False(await cloud.ExistsAsync(id));

        cloud.Clock.Advance(TimeSpan.FromSeconds(61));
        await cloud.QuietAsync();
        Assert.True(await cloud.ExistsAsync(id));
    }

    [SkippableTheory]
    [InlineData(FaultKind.LoseRequest, false)]
    [InlineData(FaultKind.LoseAnswer, true)]
    public async Task LostCall_HasNoAnswer(FaultKind kind, bool hasEffect)
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(kind) { PurchaseId = id });
        Assert.Equal("no answer", await cloud.AnswerAsync(cloud.Put(id)));
        Assert.Equal(hasEffect, await cloud.ExistsAsync(id));
        Assert.StartsWith("200 ", await cloud.AnswerAsync(cloud.Put(id)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task DelayedCall_HasItsEffectAtOnce_AndItsAnswerLater()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(FaultKind.Delay) { PurchaseId = id, Delay = TimeSpan.FromHours(1) });
        var answer = cloud.AnswerAsync(cloud.Put(id));
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20)))
        {
            while (!await cloud.ExistsAsync(id))
                await Task.Delay(10, limit.Token);
        }
        Assert.False(answer.IsCompleted);
        cloud.Clock.Advance(TimeSpan.FromHours(1));
        Assert.StartsWith("200 ", await answer, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("kms", "TrentService.Sign", "KeyId")]
    [InlineData("states", "AWSStepFunctions.StartExecution", "stateMachineArn")]
    [InlineData("secretsmanager", "secretsmanager.GetSecretValue", "SecretId")]
    public async Task ThrottledCall_GetsTheErrorOfItsService(string service, string target, string resource)
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Add(new FaultRule(FaultKind.Throttle) { PurchaseId = id });
        var answer = await cloud.AnswerAsync(new JsonObject
        {
            ["do"] = "call", ["service"] = service, ["target"] = target, ["body"] = new JsonObject { ["about"] = id, [resource] = "any" },
        });
        Assert.StartsWith("400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"__type\":\"ThrottlingException\"", answer, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task ErrorsOfTheServices_AreThoseThatTheirClientsKnow()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        using var dynamoDb = new AmazonDynamoDBClient(cloud.Role(), cloud.Once<AmazonDynamoDBConfig>());
        using var sqs = new AmazonSQSClient(cloud.Role(), cloud.Once<AmazonSQSConfig>());
        using var kms = new AmazonKeyManagementServiceClient(cloud.Role(), cloud.Once<AmazonKeyManagementServiceConfig>());
        var put = new PutItemRequest(cloud.Ref("Table"), new() { ["id"] = new(id) });
        var transaction = new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new() { Put = new() { TableName = put.TableName, Item = put.Item } },
                new() { Put = new() { TableName = put.TableName, Item = new() { ["id"] = new("other") } } },
            ],
        };

        await ThrowsAsync<ProvisionedThroughputExceededException>(FaultKind.Throttle, () => dynamoDb.PutItemAsync(put));
        await ThrowsAsync<InternalServerErrorException>(FaultKind.Fail, () => dynamoDb.PutItemAsync(put));
        await ThrowsAsync<TransactionConflictException>(FaultKind.Conflict, () => dynamoDb.PutItemAsync(put));
        var canceled = await ThrowsAsync<TransactionCanceledException>(
            FaultKind.Conflict, () => dynamoDb.TransactWriteItemsAsync(transaction));
        Assert.Equal(["TransactionConflict", "None"], canceled.CancellationReasons.Select(reason => reason.Code));
        await ThrowsAsync<Amazon.SQS.Model.RequestThrottledException>(
            FaultKind.Throttle, () => sqs.SendMessageAsync(cloud.Ref("Tokens"), id));
        await ThrowsAsync<KMSInternalException>(FaultKind.Fail, () => kms.SignAsync(new SignRequest { KeyId = id }));
        Assert.False(await cloud.ExistsAsync(id));
    }

    [SkippableFact]
    public async Task Recording_KeepsEachCall_WithItsPurchaseAndInvocation()
    {
        Skip.If(ProcessTime.Hindrance is not null, ProcessTime.Hindrance);
        cloud.Faults.Recording = true;
        await cloud.AnswerAsync(cloud.Put(id));
        cloud.Faults.Recording = false;
        await cloud.AnswerAsync(cloud.Put(id));
        var call = Assert.Single(cloud.Faults.RecordedCalls, call => call.PurchaseId == id);
        Assert.Equal(("Worker", "dynamodb:PutItem"), (call.Function, call.Call));
        Assert.NotNull(call.RequestId);
    }

    private async Task<T> ThrowsAsync<T>(FaultKind kind, Func<Task> call) where T : AmazonServiceException
    {
        cloud.Faults.Add(new FaultRule(kind) { PurchaseId = id });
        return await Assert.ThrowsAsync<T>(call);
    }
}
