using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Local.StepFunctions.Definitions;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;

namespace Local.StepFunctions.Persistence;

/// <summary>One line of a journal: a definition, the start of an execution, or an event of one.</summary>
internal sealed record JournalLine
{
    public static readonly JsonSerializerOptions Form = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new DataConverter() },
    };

    /// <summary>The text of a definition; starts refer to it by its position among the definitions.</summary>
    public string? Definition { get; init; }

    public JournaledStart? Start { get; init; }

    /// <summary>The ARN of the execution that <see cref="Event"/> belongs to.</summary>
    public string? Execution { get; init; }

    public HistoryEvent? Event { get; init; }

    /// <summary>Tells a JSON null, which is data, from no data at all.</summary>
    private sealed class DataConverter : JsonConverter<JsonElement?>
    {
        public override bool HandleNull => true;

        public override JsonElement? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonElement.ParseValue(ref reader);

        public override void Write(Utf8JsonWriter writer, JsonElement? value, JsonSerializerOptions options) => writer.WriteElement(value!.Value);
    }
}

/// <summary>An <see cref="ExecutionStart"/> in a journal.</summary>
internal sealed record JournaledStart(
    string Arn, string Name, string MachineArn, string MachineName, string RoleArn, string? VersionArn, string? AliasArn, int Definition,
    string Input, DateTimeOffset Date, string? TraceHeader)
{
    public static JournaledStart Of(ExecutionStart start, int definition) => new(
        start.Arn, start.Name, start.Machine.Arn, start.Machine.Name, start.Machine.RoleArn, start.Machine.VersionArn, start.Machine.AliasArn,
        definition, start.InputText, start.Date, start.TraceHeader);

    public ExecutionStart ToStart(StateMachineDefinition definition) => new(
        Arn, Name, new ExecutedMachine(MachineArn, MachineName, RoleArn, definition, VersionArn, AliasArn), Input,
        Json.ParseCompact(Encoding.UTF8.GetBytes(Input)), Date, TraceHeader);
}
