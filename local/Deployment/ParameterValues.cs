using System.Text.Json.Nodes;
using Local.Endpoint;
using Local.Template;

namespace Local.Deployment;

/// <summary>Reads the template parameters whose values stand in SSM, as CloudFormation does when a deployment begins.</summary>
public sealed class ParameterValues(AwsApi aws)
{
    private const string SsmType = "AWS::SSM::Parameter::Value<";

    /// <exception cref="DeploymentException">A stack asks for a parameter that isn't there.</exception>
    internal async Task ReadAsync(StackTemplate stack, StackScope scope, CancellationToken cancellation)
    {
        foreach (var (name, parameter) in stack.Parameters)
        {
            if ((string?)parameter!["Type"] is not { } type || !type.StartsWith(SsmType, StringComparison.Ordinal))
                continue;
            var asked = (string?)parameter["Default"]
                ?? throw new DeploymentException($"Stack {stack.Name}: parameter {name} has no default value.");
            scope.Set(name, await ReadAsync(stack.Name, asked, cancellation));
        }
    }

    private async Task<string> ReadAsync(string stack, string name, CancellationToken cancellation)
    {
        try
        {
            var answer = await aws.JsonAsync("ssm", "AmazonSSM.GetParameter", new JsonObject { ["Name"] = name }, cancellation);
            return (string)answer["Parameter"]!["Value"]!;
        }
        catch (AwsApiException exception)
        {
            throw new DeploymentException($"Stack {stack} needs the SSM parameter {name}: {exception.Message}");
        }
    }
}
