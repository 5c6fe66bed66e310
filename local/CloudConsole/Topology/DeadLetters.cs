using Local.Deployment;

namespace Local.CloudConsole.Topology;

/// <summary>Finds the queues for what could not be processed.</summary>
internal static class DeadLetters
{
    /// <summary>By the dead-letter queue's id the part that it belongs to: a queue, or the function that reads a stream.</summary>
    public static IReadOnlyDictionary<string, string> OwnersIn(
        IReadOnlyList<(TemplateResource Definition, DeployedResource Deployed)> resources, IReadOnlyList<Part> parts)
    {
        var links = new LinkReader(resources, parts);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (definition, _) in resources)
        {
            var (owner, target) = definition.Type switch
            {
                "AWS::SQS::Queue" => (PartsReader.IdOf(definition), definition.Map("RedrivePolicy")?["deadLetterTargetArn"]),
                "AWS::Lambda::EventSourceMapping" => (
                    links.Find(definition.Text("FunctionName"))?.Id, definition.Map("DestinationConfig")?["OnFailure"]?["Destination"]),
                _ => (null, null),
            };
            if (owner is not null && links.Find(target?.ToString()) is { } queue)
                owners.TryAdd(queue.Id, owner);
        }
        return owners;
    }
}
