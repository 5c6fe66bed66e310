using System.Globalization;
using System.Text.Json;

namespace Local.StepFunctions.Engine;

/// <summary>Builds the context object, <c>$$</c>.</summary>
internal static class ContextObject
{
    public static JsonElement Of(Visit visit) => Json.Build(writer =>
    {
        var execution = visit.Branch.Execution;
        writer.WriteStartObject();
        writer.WriteStartObject("Execution");
        writer.WriteString("Id", execution.Start.Arn);
        writer.WriteElement("Input", execution.Start.Input);
        writer.WriteString("StartTime", Timestamp(execution.Start.Date));
        writer.WriteString("Name", execution.Start.Name);
        writer.WriteString("RoleArn", execution.Start.Machine.RoleArn);
        writer.WriteNumber("RedriveCount", execution.RedriveCount);
        if (execution.RedriveDate is { } redriven)
            writer.WriteString("RedriveTime", Timestamp(redriven));
        writer.WriteEndObject();
        writer.WriteStartObject("StateMachine");
        writer.WriteString("Id", execution.Start.Machine.Arn);
        writer.WriteString("Name", execution.Start.Machine.Name);
        writer.WriteEndObject();
        WriteState(writer, visit);
        if (visit.TaskToken is not null)
        {
            writer.WriteStartObject("Task");
            writer.WriteString("Token", visit.TaskToken);
            writer.WriteEndObject();
        }
        if (visit.Item is { } item)
            WriteItem(writer, item);
        writer.WriteEndObject();
    });

    private static void WriteState(Utf8JsonWriter writer, Visit visit)
    {
        writer.WriteStartObject("State");
        writer.WriteString("Name", visit.State.Name);
        writer.WriteString("EnteredTime", Timestamp(visit.Entered.Timestamp));
        if (visit.State is Definitions.RetryableState)
            writer.WriteNumber("RetryCount", visit.RetryCount);
        writer.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter writer, MapItem item)
    {
        writer.WriteStartObject("Map");
        writer.WriteStartObject("Item");
        writer.WriteNumber("Index", item.Index);
        writer.WriteElement("Value", item.Value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Timestamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
