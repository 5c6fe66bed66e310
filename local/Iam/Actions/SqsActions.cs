using System.Text.Json;
using Local.Endpoint;

namespace Local.Iam.Actions;

/// <summary>Queues, called by the JSON protocol, or by the Query protocol as older SDKs do.</summary>
internal sealed class SqsActions(ResourceArns arns) : ICallActions
{
    public string SigningName => "sqs";

    public IEnumerable<NeededAction> Of(AwsCall call)
    {
        // The batch forms are the same actions.
        var action = call.Operation.EndsWith("Batch", StringComparison.Ordinal) ? call.Operation[..^"Batch".Length] : call.Operation;
        return action switch
        {
            "SendMessage" or "ReceiveMessage" or "DeleteMessage" or "ChangeMessageVisibility" or "GetQueueAttributes" or "GetQueueUrl"
                or "PurgeQueue" =>
                [new($"sqs:{action}", arns.Of("sqs", NameOfQueue(call)))],
            "ListQueues" => [new("sqs:ListQueues", "*")],
            _ => [],
        };
    }

    private static string NameOfQueue(AwsCall call)
    {
        var isJson = call.Body.Span.StartsWith("{"u8);
        var form = isJson ? null : call.Form();
        var url = Member("QueueUrl") ?? Member("QueueName") ?? throw new JsonException("QueueUrl is missing.");
        return url[(url.TrimEnd('/').LastIndexOf('/') + 1)..];

        string? Member(string name) =>
            form is null ? call.Json().Text(name) : form.TryGetValue(name, out var value) ? value.ToString() : null;
    }
}
