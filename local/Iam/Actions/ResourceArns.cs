using Local.Deployment;

namespace Local.Iam.Actions;

/// <summary>The ARNs that callers mean: of names here, and of what the templates name otherwise.</summary>
internal sealed class ResourceArns(Deployer deployer, LocalCloudOptions options)
{
    /// <param name="resource">What stands after region and account, for instance <c>table/orders</c>.</param>
    public string Of(string service, string resource) => $"arn:aws:{service}:{options.Region}:{options.AccountId}:{resource}";

    public string Region => options.Region;

    /// <summary>A key by its id, ARN, alias or alias ARN.</summary>
    public string Key(string reference)
    {
        var name = reference.StartsWith("arn:", StringComparison.Ordinal) ? reference.Split(':', 6)[5] : reference;
        if (name.StartsWith("alias/", StringComparison.Ordinal))
        {
            var alias = Find("AWS::KMS::Alias", resource => resource.Text("AliasName") == name);
            name = alias is { } found ? LastPart(found.Definition.RequiredText("TargetKeyId")) : name;
        }
        return Of("kms", name.StartsWith("alias/", StringComparison.Ordinal) ? name : $"key/{LastPart(name)}");
    }

    /// <summary>A secret by its name or ARN.</summary>
    public string Secret(string reference) => reference.StartsWith("arn:", StringComparison.Ordinal)
        ? reference
        : Find("AWS::SecretsManager::Secret", resource => resource.Text("Name") == reference)?.Deployed.Ref
            ?? Of("secretsmanager", $"secret:{reference}");

    /// <summary>The key that a topic's messages are encrypted with, or null.</summary>
    public string? KeyOfTopic(string topicArn) =>
        deployer.Resources.FirstOrDefault(entry => entry.Definition.Type == "AWS::SNS::Topic" && entry.Deployed.Ref == topicArn)
            .Definition?.Text("KmsMasterKeyId") is { } key ? Key(key) : null;

    /// <summary>The state machine of the templates, if they have one alone.</summary>
    public string? OnlyStateMachine
    {
        get
        {
            var machines = deployer.Resources.Where(entry => entry.Definition.Type == "AWS::StepFunctions::StateMachine").Take(2).ToList();
            return machines is [var only] ? only.Deployed.Ref : null;
        }
    }

    private (TemplateResource Definition, DeployedResource Deployed)? Find(string type, Func<TemplateResource, bool> isIt)
    {
        foreach (var entry in deployer.Resources)
        {
            if (entry.Definition.Type == type && isIt(entry.Definition))
                return entry;
        }
        return null;
    }

    private static string LastPart(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
