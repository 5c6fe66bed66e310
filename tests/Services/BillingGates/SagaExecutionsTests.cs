using Amazon.StepFunctions;
using BillingGates.Purchases;
using Services.Tests.Support;

namespace Services.Tests.BillingGates;

public sealed class SagaExecutionsTests
{
    private readonly RecordingStepFunctions stepFunctions = new();

    [Theory]
    [InlineData(null, SagaState.NotStarted)]
    [InlineData("RUNNING", SagaState.Running)]
    [InlineData("PENDING_REDRIVE", SagaState.Running)]
    [InlineData("SUCCEEDED", SagaState.Ended)]
    [InlineData("FAILED", SagaState.Ended)]
    [InlineData("TIMED_OUT", SagaState.Ended)]
    [InlineData("ABORTED", SagaState.Ended)]
    public async Task Execution_IsFoundByThePurchase_WhateverAliasStartedIt(string? status, SagaState expected)
    {
        if (status is not null)
            stepFunctions.Executions["arn:aws:states:eu-west-1:123456789012:execution:Machine-1:pur_1"] = new ExecutionStatus(status);
        var sagas = new SagaExecutions(stepFunctions, "arn:aws:states:eu-west-1:123456789012:stateMachine:Machine-1:live");

        Assert.Equal(expected, await sagas.StateOfAsync("pur_1", default));
    }

    [Fact]
    public async Task Trouble_IsNoAnswer()
    {
        stepFunctions.Error = new HttpRequestException();

        await Assert.ThrowsAsync<HttpRequestException>(() => new SagaExecutions(stepFunctions, "a:b:c:d:e:f:g:h").StateOfAsync("pur_1", default));
    }
}
