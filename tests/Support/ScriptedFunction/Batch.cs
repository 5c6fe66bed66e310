using System.Text.Json.Nodes;

namespace ScriptedFunction;

/// <summary>Handles batches of messages or stream records: prints each, and fails those whose text says so.</summary>
internal static class Batch
{
    public static string Handle(JsonArray records)
    {
        var failures = new JsonArray();
        foreach (var record in records)
        {
            Console.WriteLine($"record {record!.ToJsonString()}");
            var change = record["dynamodb"];
            if (change is null && ((string)record["body"]!).StartsWith('{') && JsonNode.Parse((string)record["body"]!) is { } body && body["do"] is not null)
            {
                if (!AwsClient.Call(body).StartsWith("200 ", StringComparison.Ordinal))
                    failures.Add(new JsonObject { ["itemIdentifier"] = (string?)record["messageId"] });
                continue;
            }
            var text = (string?)record["body"] ?? (string?)change!["NewImage"]!["text"]!["S"];
            if (text!.StartsWith("slow", StringComparison.Ordinal))
                new ManualResetEventSlim().Wait(200);
            var fails = text switch
            {
                _ when text.StartsWith("always fails", StringComparison.Ordinal) => true,
                _ when text.StartsWith("fails once", StringComparison.Ordinal) => (string?)record["attributes"]!["ApproximateReceiveCount"] == "1",
                _ => false,
            };
            if (fails)
                failures.Add(new JsonObject { ["itemIdentifier"] = (string?)record["messageId"] ?? (string)change!["SequenceNumber"]! });
        }
        return new JsonObject { ["batchItemFailures"] = failures }.ToJsonString();
    }
}
