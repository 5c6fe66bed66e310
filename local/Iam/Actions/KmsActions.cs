using Local.Endpoint;

namespace Local.Iam.Actions;

/// <summary>Keys, under whatever name they are called.</summary>
internal sealed class KmsActions(ResourceArns arns) : ICallActions
{
    public string SigningName => "kms";

    public IEnumerable<NeededAction> Of(AwsCall call) => call.Operation switch
    {
        "Sign" or "Verify" or "GetPublicKey" or "DescribeKey" when call.Json().Text("KeyId") is { } key =>
            [new($"kms:{call.Operation}", arns.Key(key))],
        _ => [],
    };
}
