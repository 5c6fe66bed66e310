using System.Text.Json;
using System.Text.Json.Nodes;
using Local.Endpoint;

namespace Local.Sqs;

/// <summary>SQS behind the AWS endpoint: the emulator, and what it lacks.</summary>
internal sealed class QueueService(MessageMoves moves, ServiceEndpoints endpoints, Forwarder forwarder) : IAwsService
{
    public string SigningName => "sqs";

    public async Task HandleAsync(AwsCall call)
    {
        Func<JsonObject, CancellationToken, Task<JsonObject>>? operation = call.Operation switch
        {
            "StartMessageMoveTask" => moves.StartAsync,
            "ListMessageMoveTasks" => moves.ListAsync,
            "CancelMessageMoveTask" => moves.CancelAsync,
            "ListDeadLetterSourceQueues" => moves.ListSourcesAsync,
            _ => null,
        };
        // fauxqs answers the JSON protocol only, and says so to others.
        if (operation is null || !call.Http.Request.Headers.ContainsKey("X-Amz-Target"))
            await ForwardAsync(call);
        else
            await AnswerAsync(call, operation);
    }

    private Task ForwardAsync(AwsCall call) => endpoints.ForwardTarget(SigningName) is { } emulator
        ? forwarder.ForwardAsync(call, emulator)
        : AwsErrors.WriteAsync(call.Http, AwsProtocol.Json, "UnknownService", "The emulator of sqs doesn't run.", 501);

    private static async Task AnswerAsync(AwsCall call, Func<JsonObject, CancellationToken, Task<JsonObject>> operation)
    {
        try
        {
            var request = JsonNode.Parse(call.Body.Span) as JsonObject ?? [];
            var answer = await operation(request, call.Http.RequestAborted);
            call.Http.Response.ContentType = "application/x-amz-json-1.0";
            call.Http.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
            await call.Http.Response.WriteAsync(answer.ToJsonString(), call.Http.RequestAborted);
        }
        catch (AwsServiceException refused)
        {
            await AwsErrors.WriteAsync(call.Http, AwsProtocol.Json, refused.Code, refused.Message, refused.Status);
        }
        catch (JsonException problem)
        {
            await AwsErrors.WriteAsync(call.Http, AwsProtocol.Json, "SerializationException", problem.Message);
        }
    }
}
