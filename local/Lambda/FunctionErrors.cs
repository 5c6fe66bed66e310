using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Local.Lambda;

/// <summary>The error documents that Lambda itself writes when a function can't.</summary>
internal static class FunctionErrors
{
    /// <summary>Bytes a function may answer: 6 MB and room for the envelope.</summary>
    public const int ResponseLimit = 6 * 1024 * 1024 + 100;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static InvocationResult TimedOut(string requestId, TimeSpan timeout) => Unhandled("Sandbox.Timedout", string.Create(
        CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {timeout.TotalSeconds:0.00} seconds"));

    public static InvocationResult Exited(string requestId, int exitCode) =>
        Unhandled("Runtime.ExitError", $"RequestId: {requestId} Error: {Describe(exitCode)}");

    public static InvocationResult ResponseTooLarge() => Unhandled(
        "Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({ResponseLimit} bytes).");

    public static InvocationResult CannotStart(string requestId, string reason) =>
        Unhandled("Runtime.InvalidEntrypoint", $"RequestId: {requestId} Error: {reason}");

    public static InvocationResult Reported(ReadOnlyMemory<byte> document) => new(document, "Unhandled");

    // A process that a signal ended reports 128 + the signal's number.
    private static string Describe(int exitCode) => exitCode switch
    {
        0 => "Runtime exited without providing a reason",
        137 => "Runtime exited with error: signal: killed",
        139 => "Runtime exited with error: signal: segmentation fault",
        134 => "Runtime exited with error: signal: aborted",
        143 => "Runtime exited with error: signal: terminated",
        _ => $"Runtime exited with error: exit status {exitCode}",
    };

    public static byte[] Document(string type, string message) =>
        JsonSerializer.SerializeToUtf8Bytes(new { errorType = type, errorMessage = message }, Json);

    private static InvocationResult Unhandled(string type, string message) => new(Document(type, message), "Unhandled");
}
