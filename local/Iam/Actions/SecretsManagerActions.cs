using Local.Endpoint;

namespace Local.Iam.Actions;

/// <summary>Secrets, by name or ARN.</summary>
internal sealed class SecretsManagerActions(ResourceArns arns) : ICallActions
{
    public string SigningName => "secretsmanager";

    public IEnumerable<NeededAction> Of(AwsCall call) => call.Operation switch
    {
        "GetSecretValue" or "DescribeSecret" or "PutSecretValue" when call.Json().Text("SecretId") is { } secret =>
            [new($"secretsmanager:{call.Operation}", arns.Secret(secret))],
        _ => [],
    };
}
