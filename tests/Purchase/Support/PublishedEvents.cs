using System.Text.Json;
using Local;
using Local.StepFunctions.Engine;
using Local.StepFunctions.Events;
using Microsoft.Extensions.DependencyInjection;
using Support;

namespace Purchase.Tests.Support;

/// <summary>What the saga has published on the topic, from the histories of its executions: it is the only publisher.</summary>
internal static class PublishedEvents
{
    /// <summary>The events of one execution, in their order; of all executions if none is named.</summary>
    public static IReadOnlyList<string> Of(LocalCloud cloud, string? execution = null) =>
    [
        .. cloud.Services.GetRequiredService<Executions>().All
            .Where(each => execution is null || each.Start.Name == execution)
            .SelectMany(each => each.History)
            .Where(recorded => recorded is { Type: EventTypes.TaskScheduled, Details.ResourceType: "sns" })
            .Select(recorded => MessageIn(recorded.Details!.Parameters!.Value)),
    ];

    /// <summary>Fails if an event of one execution, or of any, is not as the catalog says.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static void RequireCatalog(LocalCloud cloud, string? execution = null)
    {
        foreach (var published in Of(cloud, execution))
            CheckedInSchemas.Require(published);
    }

    private static string MessageIn(JsonElement parameters)
    {
        var message = parameters.GetProperty("Message").GetRawText();
        var attribute = parameters.GetProperty("MessageAttributes").GetProperty("eventName").GetProperty("StringValue").GetString();
        return JsonDocument.Parse(message).RootElement.GetProperty("eventName").GetString() == attribute
            ? message
            : throw new InvalidDataException($"The attribute says {attribute}: {message}");
    }
}
