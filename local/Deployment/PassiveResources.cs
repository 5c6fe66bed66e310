namespace Local.Deployment;

/// <summary>Resources that watch or record and change nothing about what the platform does.</summary>
internal sealed class PassiveResources(LocalCloudOptions options) : IResourceHandler
{
    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::CDK::Metadata"] = (Fidelity.NotEmulated, "usage statistics of the CDK"),
        ["AWS::CloudWatch::Alarm"] = (Fidelity.NotEmulated, "no metrics are collected here"),
        ["AWS::CloudWatch::Dashboard"] = (Fidelity.NotEmulated, "no metrics are collected here"),
        ["AWS::Logs::LogGroup"] = (Fidelity.NotEmulated, "functions log to the console"),
    };

    public Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        var (kind, name) = resource.Type switch
        {
            "AWS::Logs::LogGroup" => ("logs", resource.PhysicalName("LogGroupName")),
            "AWS::CloudWatch::Alarm" => ("alarm", resource.PhysicalName("AlarmName")),
            "AWS::CloudWatch::Dashboard" => ("dashboard", resource.PhysicalName("DashboardName")),
            _ => ("metadata", resource.LogicalId),
        };
        var arn = kind switch
        {
            "logs" => $"arn:aws:logs:{options.Region}:{options.AccountId}:log-group:{name}:*",
            "alarm" => $"arn:aws:cloudwatch:{options.Region}:{options.AccountId}:alarm:{name}",
            _ => null,
        };
        return Task.FromResult(new DeployedResource(name, arn is null ? new Dictionary<string, string>() : new() { ["Arn"] = arn }));
    }
}
