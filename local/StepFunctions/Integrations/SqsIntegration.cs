using System.Text.Json;
using Local.StepFunctions.Definitions;

namespace Local.StepFunctions.Integrations;

/// <summary>SQS messages. A MessageBody that is no string is sent as its JSON text.</summary>
internal sealed class SqsIntegration(AwsTaskClient client) : ITaskIntegration
{
    private static readonly AwsTaskService Service = new("sqs", "SQS", "AmazonSQS", "AmazonSQSException", new HashSet<string>
    {
        "QueueDoesNotExistException", "InvalidMessageContentsException", "UnsupportedOperationException", "RequestThrottledException",
        "KmsAccessDeniedException",
    });

    public bool Handles(TaskResource resource) =>
        resource is { IsFunction: false, Service: "sqs", Action: "sendMessage", Pattern: "" or TaskResource.CallbackPattern };

    public async Task<JsonElement> CallAsync(TaskCall call, CancellationToken cancellation)
    {
        var response = await client.JsonAsync(Service, "AmazonSQS.SendMessage", WithTextBody(call.Parameters), call, cancellation);
        return response.IsSuccess ? response.JsonResult() : throw response.JsonFailure();
    }

    private static JsonElement WithTextBody(JsonElement parameters) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        foreach (var property in parameters.EnumerateObject())
        {
            if (property.Name == "MessageBody" && property.Value.ValueKind != JsonValueKind.String)
                writer.WriteString(property.Name, property.Value.GetRawText());
            else
                writer.WriteElement(property.Name, property.Value);
        }
        writer.WriteEndObject();
    });
}
