using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Local.Endpoint;
using Microsoft.Extensions.DependencyInjection;
using Purchase.Tests.Support;

namespace Purchase.Tests.Operations;

/// <summary>Step Functions, by the bundled AWSSDK.StepFunctions, on a machine that asks once and waits for the answer.</summary>
internal static class SagaProofs
{
    public static IReadOnlyDictionary<string, Func<Workbench, Task>> All { get; } = new Dictionary<string, Func<Workbench, Task>>
    {
        ["StartExecution"] = async bench => Assert.NotEmpty(await StartAsync(bench)),
        ["DescribeExecution"] = async bench => Assert.Equal(ExecutionStatus.RUNNING, await StatusAsync(bench, await StartAsync(bench))),
        ["ListExecutions"] = async bench =>
        {
            var execution = await StartAsync(bench);
            var machine = (await bench.StepFunctions.DescribeExecutionAsync(new() { ExecutionArn = execution })).StateMachineArn;
            var list = await bench.StepFunctions.ListExecutionsAsync(new() { StateMachineArn = machine });
            Assert.Equal(execution, Assert.Single(list.Executions).ExecutionArn);
        },
        ["GetExecutionHistory"] = async bench => Assert.NotEmpty(await TokenAsync(bench, await StartAsync(bench))),
        ["SendTaskHeartbeat"] = async bench =>
            await bench.StepFunctions.SendTaskHeartbeatAsync(new() { TaskToken = await TokenAsync(bench, await StartAsync(bench)) }),
        ["SendTaskSuccess"] = async bench =>
        {
            var execution = await StartAsync(bench);
            await bench.StepFunctions.SendTaskSuccessAsync(new() { TaskToken = await TokenAsync(bench, execution), Output = "{}" });
            await UntilAsync(bench, execution, ExecutionStatus.SUCCEEDED);
        },
        ["SendTaskFailure"] = async bench => await FailAsync(bench, await StartAsync(bench)),
        ["RedriveExecution"] = async bench =>
        {
            var execution = await StartAsync(bench);
            await FailAsync(bench, execution);
            await bench.StepFunctions.RedriveExecutionAsync(new() { ExecutionArn = execution });
            await UntilAsync(bench, execution, ExecutionStatus.RUNNING);
        },
        ["StopExecution"] = async bench =>
        {
            var execution = await StartAsync(bench);
            await bench.StepFunctions.StopExecutionAsync(new() { ExecutionArn = execution });
            await UntilAsync(bench, execution, ExecutionStatus.ABORTED);
        },
    };

    /// <summary>Publishes as the saga does, with its role, an event that no purchase belongs to.</summary>
    private static string Definition(string topic)
    {
        var data = new
        {
            purchaseId = $"pur_{Guid.NewGuid():n}", userId = "usr_1", customerEmail = Shop.NewEmail(),
            productId = "prod_basic_tier", amount = 19.99, currency = "USD",
        };
        var message = new { eventName = "PurchaseCompleted", eventId = "bench:PurchaseCompleted", timestamp = "2026-01-01T00:00:00Z", data };
        return JsonSerializer.Serialize(new
        {
            StartAt = "Ask",
            States = new
            {
                Ask = new
                {
                    Type = "Task",
                    Resource = "arn:aws:states:::sns:publish.waitForTaskToken",
                    TimeoutSeconds = 60,
                    Parameters = new
                    {
                        TopicArn = topic,
                        Message = message,
                        MessageAttributes = new Dictionary<string, Dictionary<string, string>>
                        {
                            ["eventName"] = new() { ["DataType"] = "String", ["StringValue"] = "PurchaseCompleted" },
                            ["taskToken"] = new() { ["DataType"] = "String", ["StringValue.$"] = "$$.Task.Token" },
                        },
                    },
                    End = true,
                },
            },
        });
    }

    private static async Task<string> StartAsync(Workbench bench)
    {
        var saga = bench.Shop.Cloud.Deployment.Resources.Single(resource => resource.Definition.Type == "AWS::StepFunctions::StateMachine");
        var request = new JsonObject
        {
            ["name"] = $"bench-{Guid.NewGuid():n}",
            ["definition"] = Definition(bench.Shop.TopicArn),
            ["roleArn"] = (string)saga.Definition.Properties["RoleArn"]!,
        };
        var created = await bench.Shop.Cloud.Services.GetRequiredService<AwsApi>()
            .JsonAsync("states", "AWSStepFunctions.CreateStateMachine", request, CancellationToken.None);
        var start = new StartExecutionRequest { StateMachineArn = (string)created["stateMachineArn"]!, Input = "{}" };
        return (await bench.StepFunctions.StartExecutionAsync(start)).ExecutionArn;
    }

    private static Task<string> TokenAsync(Workbench bench, string execution) => Wait.ForAsync("the task's token", async () =>
        (await bench.StepFunctions.GetExecutionHistoryAsync(new() { ExecutionArn = execution })).Events
            .Select(recorded => recorded.TaskScheduledEventDetails?.Parameters).OfType<string>()
            .Select(parameters => (string?)JsonNode.Parse(parameters)!["MessageAttributes"]!["taskToken"]!["StringValue"]).FirstOrDefault());

    private static async Task FailAsync(Workbench bench, string execution)
    {
        await bench.StepFunctions.SendTaskFailureAsync(new() { TaskToken = await TokenAsync(bench, execution), Error = "No", Cause = "A test." });
        await UntilAsync(bench, execution, ExecutionStatus.FAILED);
    }

    private static Task UntilAsync(Workbench bench, string execution, ExecutionStatus status) => Wait.ForAsync($"{status} of {execution}", async () =>
        await StatusAsync(bench, execution) == status ? status : null);

    private static async Task<ExecutionStatus> StatusAsync(Workbench bench, string execution) =>
        (await bench.StepFunctions.DescribeExecutionAsync(new() { ExecutionArn = execution })).Status;
}
