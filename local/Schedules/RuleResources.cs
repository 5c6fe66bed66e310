using System.Text.Json.Nodes;
using Local.Deployment;
using Local.Lambda;

namespace Local.Schedules;

/// <summary>Deploys the scheduled rules of EventBridge.</summary>
internal sealed class RuleResources(Scheduler scheduler, FunctionInvoker functions, LambdaOptions options) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::Events::Rule"] = (Fidelity.Run, "schedules that invoke functions"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("Name", "Description", "ScheduleExpression", "State", "Targets", "Tags"); // no event bus here, so no event patterns
        var name = resource.PhysicalName("Name");
        var arn = $"arn:aws:events:{options.Region}:{options.AccountId}:rule/{name}";
        var rule = new ScheduledRule(arn, Schedule(resource), Targets(resource));
        switch (resource.Text("State") ?? "ENABLED")
        {
            case "ENABLED":
                scheduler.Add(rule);
                break;
            case "DISABLED":
                break;
            default:
                throw resource.Refusal("State", "must be ENABLED or DISABLED");
        }
        return Task.FromResult(new DeployedResource(name, new Dictionary<string, string> { ["Arn"] = arn }));
    }

    private static ScheduleExpression Schedule(TemplateResource resource)
    {
        try
        {
            return ScheduleExpression.Parse(resource.RequiredText("ScheduleExpression"));
        }
        catch (FormatException exception)
        {
            throw resource.Refusal("ScheduleExpression", $"can't be read: {exception.Message}");
        }
    }

    private List<ScheduledTarget> Targets(TemplateResource resource)
    {
        var targets = new List<ScheduledTarget>();
        foreach (var target in resource.Properties["Targets"] as JsonArray ?? [])
        {
            resource.AllowOnlyIn("Targets", target!.AsObject(), "Arn", "Id", "Input");
            var arn = target["Arn"]!.ToString();
            if (arn.Split(':') is not [_, _, "lambda", ..])
                throw resource.Refusal("Targets", $"names {arn}; the local cloud invokes functions only");
            functions.Describe(arn);
            targets.Add(new ScheduledTarget(arn, target["Input"]?.ToString()));
        }
        return targets;
    }
}
