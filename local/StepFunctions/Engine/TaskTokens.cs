using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Local.StepFunctions.Engine;

/// <summary>The tasks that wait for the holder of their token. A token tells its execution and can't be guessed.</summary>
internal sealed class TaskTokens
{
    private const int SecretBytes = 24;
    private readonly ConcurrentDictionary<string, TaskAttempt> waiting = new(StringComparer.Ordinal);

    public static string Issue(string executionArn) =>
        Base64Url.EncodeToString([.. RandomNumberGenerator.GetBytes(SecretBytes), .. Encoding.UTF8.GetBytes(executionArn)]);

    /// <summary>The ARN of the execution that a token belongs to; null for a text that is no token.</summary>
    public static string? ExecutionOf(string token)
    {
        if (!Base64Url.IsValid(token))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        return bytes.Length > SecretBytes ? Encoding.UTF8.GetString(bytes.AsSpan(SecretBytes)) : null;
    }

    public void Open(string token, TaskAttempt attempt) => waiting[token] = attempt;

    public void Close(string token) => waiting.TryRemove(token, out _);

    public TaskAttempt? Find(string token) => waiting.GetValueOrDefault(token);
}
