using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Platform.Logging;

/// <summary>
/// Writes one JSON object per line to standard output, before the call returns: a frozen execution environment must not hold lines back.
/// The template's named values and the scopes (purchaseId, traceId, …) become members; an event that has a name is found by it.
/// </summary>
public sealed class JsonLogger(string category, LogLevel minimum, Stream output, TimeProvider time, IExternalScopeProvider scopes) : ILogger
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    public IDisposable BeginScope<TState>(TState state) where TState : notnull => scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;

        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", time.GetUtcNow().UtcDateTime);
            json.WriteString("level", logLevel.ToString());
            json.WriteString("logger", category);
            if (eventId.Name is { } name)
                json.WriteString("event", name);
            json.WriteString("message", formatter(state, null));
            scopes.ForEachScope(static (scope, writer) => WriteMembers(scope, writer), json);
            WriteMembers(state, json);
            if (exception is not null)
                WriteException(json, exception);
            json.WriteEndObject();
        }
        line.Write("\n"u8);
        lock (output)
        {
            output.Write(line.WrittenSpan);
            output.Flush();
        }
    }

    private static void WriteMembers(object? state, Utf8JsonWriter json)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> members)
            return;
        foreach (var (name, value) in members)
        {
            if (name != "{OriginalFormat}")
                WriteMember(json, JsonNamingPolicy.CamelCase.ConvertName(name), value);
        }
    }

    private static void WriteMember(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            default: json.WriteString(name, value.ToString()); break;
        }
    }

    private static void WriteException(Utf8JsonWriter json, Exception exception)
    {
        json.WriteStartObject("exception");
        json.WriteString("type", exception.GetType().FullName);
        json.WriteString("message", exception.Message);
        json.WriteString("stackTrace", exception.ToString());
        json.WriteEndObject();
    }
}
