using System.Text.Json;
using Local.CloudConsole.Activity;
using Local.StepFunctions;

namespace Local.CloudConsole.Stories;

/// <summary>Reads events and answers of functions, which may be anything.</summary>
internal static class FunctionProblems
{
    /// <summary>Type and message of the error that a function ended with; null when it did not fail.</summary>
    public static string? Of(RecordedInvocation invocation)
    {
        if (invocation.End is not { Failed: true } end)
            return null;
        var document = Parse(end.Payload);
        return document is { } error
            ? $"{error.TextOf("errorType") ?? "Error"}: {error.TextOf("errorMessage")}"
            : "It failed, and its error was too long to keep.";
    }

    public static JsonElement? AsJson(this RecordedInvocation invocation) => Parse(invocation.Payload);

    public static JsonElement? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            return JsonElement.Parse(text.Span);
        }
        catch (JsonException)
        {
            return null; // not JSON, or not kept
        }
    }
}
