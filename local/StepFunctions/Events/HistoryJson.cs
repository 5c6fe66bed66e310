using System.Text.Json;

namespace Local.StepFunctions.Events;

/// <summary>Writes events in the form of GetExecutionHistory.</summary>
internal static class HistoryJson
{
    public static void Write(Utf8JsonWriter writer, HistoryEvent recorded, bool includeData)
    {
        writer.WriteStartObject();
        writer.WriteNumber("timestamp", recorded.Timestamp.ToUnixTimeMilliseconds() / 1000m);
        writer.WriteString("type", recorded.Type);
        writer.WriteNumber("id", recorded.Id);
        writer.WriteNumber("previousEventId", recorded.PreviousId);
        if (recorded.Details is { } details)
        {
            writer.WriteStartObject(EventTypes.DetailsMember(recorded.Type));
            WriteDetails(writer, details, includeData);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter writer, EventDetails details, bool includeData)
    {
        WriteText(writer, "name", details.Name);
        WriteNumber(writer, "index", details.Index);
        WriteNumber(writer, "length", details.Length);
        WriteText(writer, "resourceType", details.ResourceType);
        WriteText(writer, "resource", details.Resource);
        WriteText(writer, "region", details.Region);
        WriteData(writer, "input", details.Input, includeData);
        WriteData(writer, "output", details.Output, includeData);
        if (details.Parameters is { } parameters)
            writer.WriteString("parameters", includeData ? parameters.GetRawText() : "{}");
        WriteNumber(writer, "timeoutInSeconds", details.TimeoutInSeconds);
        WriteNumber(writer, "heartbeatInSeconds", details.HeartbeatInSeconds);
        WriteText(writer, "error", details.Error);
        if (includeData)
            WriteText(writer, "cause", details.Cause);
        WriteRole(writer, details);
        WriteText(writer, "stateMachineVersionArn", details.StateMachineVersionArn);
        WriteText(writer, "stateMachineAliasArn", details.StateMachineAliasArn);
        WriteNumber(writer, "redriveCount", details.RedriveCount);
    }

    private static void WriteData(Utf8JsonWriter writer, string name, JsonElement? data, bool includeData)
    {
        if (data is not { } value || !includeData)
            return;
        writer.WriteString(name, value.GetRawText());
        writer.WriteStartObject(name + "Details");
        writer.WriteBoolean("truncated", false);
        writer.WriteEndObject();
    }

    private static void WriteRole(Utf8JsonWriter writer, EventDetails details)
    {
        if (details.RoleArn is null)
            return;
        if (details.Resource is null)
        {
            writer.WriteString("roleArn", details.RoleArn);
            return;
        }
        writer.WriteStartObject("taskCredentials");
        writer.WriteString("roleArn", details.RoleArn);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }
}
