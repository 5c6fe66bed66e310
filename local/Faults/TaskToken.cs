using System.Text.Json;
using Local.Endpoint;
using Local.StepFunctions;

namespace Local.Faults;

/// <summary>The task token of a call to Step Functions.</summary>
internal static class TaskToken
{
    /// <summary>Null when the call has none.</summary>
    public static string? In(AwsCall call)
    {
        try
        {
            return Json.TextOf(JsonElement.Parse(call.Body.Span), "taskToken");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
