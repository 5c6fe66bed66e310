using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Lambda;

namespace Local.EventSources;

/// <summary>Deploys event source mappings.</summary>
internal sealed class EventSourceResources(EventSourcePollers sources, FunctionInvoker functions, SourceRights rights, LambdaOptions options) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::Lambda::EventSourceMapping"] = (Fidelity.Run, "queues and DynamoDB streams; one batch of a shard at a time"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly(
            "BatchSize", "BisectBatchOnFunctionError", "DestinationConfig", "Enabled", "EventSourceArn", "FilterCriteria", "FunctionName",
            "FunctionResponseTypes", "MaximumBatchingWindowInSeconds", "MaximumRecordAgeInSeconds", "MaximumRetryAttempts", "ParallelizationFactor",
            "ScalingConfig", "StartingPosition", "Tags");
        var source = resource.RequiredText("EventSourceArn");
        var function = resource.RequiredText("FunctionName");
        functions.Describe(function);
        var isStream = source.Split(':')[2] switch
        {
            "sqs" => false,
            "dynamodb" => true,
            var service => throw resource.Refusal("EventSourceArn", $"is of {service}; the local cloud polls sqs and dynamodb"),
        };
        if (rights.Refuse(functions.Describe(function).RoleArn, source) is { } refusal)
            throw resource.Refusal("EventSourceArn", $"is refused: {refusal}");

        // The same at each start: the position in a stream is kept under it.
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{resource.Stack}/{resource.LogicalId}")).AsSpan(0, 16)).ToString();
        var mapping = new EventSourceMapping(
            id,
            source,
            function,
            resource.Number("BatchSize") ?? (isStream ? 100 : 10),
            TimeSpan.FromSeconds(resource.Number("MaximumBatchingWindowInSeconds") ?? 0),
            Filters(resource),
            resource.Texts("FunctionResponseTypes").Contains("ReportBatchItemFailures"),
            MaximumConcurrency(resource),
            isStream ? Stream(resource) : null);
        if (!isStream && mapping.BatchSize > 10 && mapping.BatchingWindow == TimeSpan.Zero)
            throw resource.Refusal("BatchSize", "above 10 needs a MaximumBatchingWindowInSeconds of at least 1");
        sources.Add(mapping, enabled: resource.Properties["Enabled"] is null || resource.Flag("Enabled"));
        return Task.FromResult(new DeployedResource(id, new Dictionary<string, string>
        {
            ["Id"] = id,
            ["EventSourceMappingArn"] = $"arn:aws:lambda:{options.Region}:{options.AccountId}:event-source-mapping:{id}",
        }));
    }

    private static List<EventPattern> Filters(TemplateResource resource)
    {
        try
        {
            return [.. (resource.Map("FilterCriteria")?["Filters"] as JsonArray ?? []).Select(filter => EventPattern.Parse(filter!["Pattern"]!.ToString()))];
        }
        catch (FormatException exception)
        {
            throw resource.Refusal("FilterCriteria", $"can't be read: {exception.Message}");
        }
    }

    private static int? MaximumConcurrency(TemplateResource resource)
    {
        if (resource.Map("ScalingConfig")?["MaximumConcurrency"] is not { } value)
            return null;
        return int.Parse(value.ToString(), null) is >= 2 and <= 1000 and var concurrency
            ? concurrency
            : throw resource.Refusal("ScalingConfig", $"has a MaximumConcurrency of {value}; Lambda takes 2 to 1000");
    }

    private static StreamSettings Stream(TemplateResource resource)
    {
        var position = resource.RequiredText("StartingPosition");
        if (position is not ("LATEST" or "TRIM_HORIZON"))
            throw resource.Refusal("StartingPosition", "must be LATEST or TRIM_HORIZON");
        var failureQueue = resource.Map("DestinationConfig")?["OnFailure"]?["Destination"]?.ToString();
        if (failureQueue is not null && failureQueue.Split(':')[2] != "sqs")
            throw resource.Refusal("DestinationConfig", "must name a queue; the local cloud reports failures to no other kind");
        return new StreamSettings(
            position == "LATEST",
            resource.Flag("BisectBatchOnFunctionError"),
            resource.Number("MaximumRetryAttempts") is >= 0 and var retries ? retries : null,
            resource.Number("MaximumRecordAgeInSeconds") is > 0 and var age ? TimeSpan.FromSeconds(age) : null,
            failureQueue);
    }
}
