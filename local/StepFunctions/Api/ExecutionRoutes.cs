using System.Text.Json;
using Local.Endpoint;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;

namespace Local.StepFunctions.Api;

/// <summary>Shows the execution of one purchase: executions are named after the purchase they run for.</summary>
internal sealed class ExecutionRoutes(Executions executions) : IPublicRoutes
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_local/executions/{purchaseId}", (string purchaseId) =>
        executions.All.FirstOrDefault(execution => execution.Start.Name == purchaseId) is { } found
            ? Results.Text(View(found), "application/json")
            : Results.Problem($"No execution is named {purchaseId}.", statusCode: StatusCodes.Status404NotFound, title: "Execution not found"));

    private static string View(Execution execution) => Json.Build(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("executionArn", execution.Start.Arn);
        writer.WriteString("status", ExecutionOperations.StatusName(execution.Status));
        writer.WriteString("startDate", execution.Start.Date);
        WriteIfPresent(writer, "stopDate", execution.StopDate);
        writer.WriteElement("input", execution.Start.Input);
        writer.WriteElement("output", execution.Output ?? Json.Null);
        writer.WriteString("error", execution.Error);
        writer.WriteString("cause", execution.Cause);
        writer.WriteStartArray("history");
        foreach (var recorded in execution.History)
            HistoryJson.Write(writer, recorded, includeData: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }).GetRawText();

    private static void WriteIfPresent(Utf8JsonWriter writer, string name, DateTimeOffset? date)
    {
        if (date is { } value)
            writer.WriteString(name, value);
    }
}
