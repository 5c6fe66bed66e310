using System.Text.Json;
using System.Text.Json.Nodes;
using ScriptedFunction;

// A function for tests: does what the event's "do" says. The variable INIT makes its start fail.
using var api = new RuntimeApiClient(Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")!);
switch (Environment.GetEnvironmentVariable("INIT"))
{
    case "exit":
        Console.Error.WriteLine("cannot find the configuration");
        return 3;
    case "error":
        api.Post("init/error", """{"errorType":"MissingSetting","errorMessage":"TABLE is not set"}""");
        return 1;
    case "hang":
        new ManualResetEventSlim().Wait();
        break;
}
while (true)
{
    var next = api.Get("invocation/next");
    var invocation = $"invocation/{next.Headers["Lambda-Runtime-Aws-Request-Id"]}";
    var input = JsonNode.Parse(next.Body)!;
    if (input["Records"] is JsonArray records)
    {
        api.Post($"{invocation}/response", Batch.Handle(records));
        continue;
    }
    switch (input["do"]?.ToString())
    {
        case "exit":
            Console.Error.WriteLine("about to exit");
            return (int)input["code"]!;
        case "fail":
            api.Post($"{invocation}/error", """{"errorType":"OrderRefused","errorMessage":"no stock"}""");
            break;
        case "hang":
            Console.WriteLine("hanging");
            new ManualResetEventSlim().Wait();
            break;
        case "wait":
            new ManualResetEventSlim().Wait((int)input["milliseconds"]!);
            api.Post($"{invocation}/response", $"{Environment.ProcessId}");
            break;
        case "print":
            Console.WriteLine(input["text"]);
            api.Post($"{invocation}/response", "null");
            break;
        case "call":
            api.Post($"{invocation}/response", JsonSerializer.Serialize(AwsClient.Call(input)));
            break;
        case "time":
            api.Post($"{invocation}/response", $"\"{TimeProvider.System.GetUtcNow():O}\"");
            break;
        case "environment":
            api.Post($"{invocation}/response", JsonSerializer.Serialize(Environment.GetEnvironmentVariables()));
            break;
        case "headers":
            api.Post($"{invocation}/response", JsonSerializer.Serialize(next.Headers));
            break;
        case "large":
            api.Post($"{invocation}/response", $"\"{new string('x', (int)input["bytes"]! - 2)}\"");
            break;
        case "answer another":
            var refused = api.Post("invocation/00000000-0000-0000-0000-000000000000/response", "1").Status;
            var early = api.Get("invocation/next").Status;
            api.Post($"{invocation}/response", $"[{refused},{early}]");
            break;
        case "process":
            api.Post($"{invocation}/response", $"{Environment.ProcessId}");
            break;
        default:
            api.Post($"{invocation}/response", next.Body);
            break;
    }
}
