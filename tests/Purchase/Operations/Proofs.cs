using Local.Endpoint;

namespace Purchase.Tests.Operations;

/// <summary>One call for each operation that the platform uses, by an SDK client, with a look at what it answers.</summary>
internal static class Proofs
{
    public static IReadOnlyDictionary<AwsOperation, Func<Workbench, Task>> All { get; } =
        Of("dynamodb", ItemProofs.All)
            .Concat(Of("dynamodb", StreamProofs.All))
            .Concat(Of("sqs", MessageProofs.Sqs))
            .Concat(Of("sns", MessageProofs.Sns))
            .Concat(Of("ses", MessageProofs.Ses))
            .Concat(Of("s3", ObjectProofs.All))
            .Concat(Of("states", SagaProofs.All))
            .Concat(Of("lambda", ValueProofs.Lambda))
            .Concat(Of("kms", ValueProofs.Kms))
            .Concat(Of("secretsmanager", ValueProofs.Secrets))
            .Concat(Of("ssm", ValueProofs.Ssm))
            .ToDictionary();

    private static IEnumerable<KeyValuePair<AwsOperation, Func<Workbench, Task>>> Of(
        string service, IReadOnlyDictionary<string, Func<Workbench, Task>> proofs) =>
        proofs.Select(proof => KeyValuePair.Create(new AwsOperation(service, proof.Key), proof.Value));
}
