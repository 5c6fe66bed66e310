using System.Text;
using Local.Endpoint;
using Local.StepFunctions.Engine;

namespace Local.Faults;

/// <summary>Where a call may name the purchase that it is about: its address and body, and what they hold in encoded form.</summary>
internal static class CallText
{
    public static IEnumerable<byte[]> Of(string service, AwsCall call)
    {
        yield return call.Body.ToArray();
        yield return Encoding.UTF8.GetBytes(call.Http.Request.Path);
        if (service == "states" && TaskToken.In(call) is { } token)
            yield return Encoding.UTF8.GetBytes(TaskTokens.ExecutionOf(token) ?? "");
        if (service == "ses" && Letter(call) is { } letter)
            yield return letter;
    }

    /// <summary>The message of a raw e-mail, whose text is seldom encoded once more.</summary>
    private static byte[]? Letter(AwsCall call)
    {
        var encoded = call.Form().GetValueOrDefault("RawMessage.Data").ToString();
        var decoded = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, decoded, out var length) ? decoded[..length] : null;
    }
}
