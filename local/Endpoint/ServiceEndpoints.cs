using System.Collections.Concurrent;

namespace Local.Endpoint;

/// <summary>
/// Where each AWS service is answered, by signing name (<c>sqs</c>, <c>dynamodb</c>, <c>states</c>, …). Everything that makes AWS calls inside
/// the local cloud asks here, so that a service can be replaced by another emulator or by AWS.
/// </summary>
public sealed class ServiceEndpoints(LocalAddresses addresses)
{
    private readonly ConcurrentDictionary<string, Uri> emulators = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Uri> replacements = new(StringComparer.Ordinal);

    /// <summary>The address to send a service's calls to: its replacement, its emulator, or the local AWS endpoint.</summary>
    public Uri For(string service) =>
        replacements.GetValueOrDefault(service) ?? emulators.GetValueOrDefault(service) ?? addresses.Aws;

    /// <summary>Whether the service lives outside this local cloud.</summary>
    public bool IsReplaced(string service) => replacements.ContainsKey(service);

    /// <summary>The address behind the AWS endpoint that the service's calls are forwarded to; null when it is answered in this process.</summary>
    public Uri? ForwardTarget(string service) => replacements.GetValueOrDefault(service) ?? emulators.GetValueOrDefault(service);

    /// <summary>The signing name of the service that owns a CloudFormation type; null for types that no other engine is used for.</summary>
    public static string? OfType(string resourceType) => resourceType.Split("::") switch
    {
        [_, "DynamoDB", _] => "dynamodb",
        [_, "KMS", _] => "kms",
        [_, "S3", _] => "s3",
        [_, "SecretsManager", _] => "secretsmanager",
        [_, "SNS", _] => "sns",
        [_, "SQS", _] => "sqs",
        [_, "SSM", _] => "ssm",
        [_, "StepFunctions", _] => "states",
        _ => null,
    };

    /// <summary>Sends the calls of a service to an address outside this local cloud.</summary>
    public void Replace(string service, Uri address) => replacements[service] = address;

    /// <summary>Records where an emulator that this local cloud started listens.</summary>
    internal void Emulated(string service, Uri address) => emulators[service] = address;
}
