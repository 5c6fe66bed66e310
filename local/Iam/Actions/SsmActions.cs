using Local.Endpoint;

namespace Local.Iam.Actions;

/// <summary>Parameters.</summary>
internal sealed class SsmActions(ResourceArns arns) : ICallActions
{
    public string SigningName => "ssm";

    public IEnumerable<NeededAction> Of(AwsCall call) => call.Operation switch
    {
        "GetParameter" or "PutParameter" when call.Json().Text("Name") is { } name => [Needed(call, name)],
        "GetParameters" when call.Json().TryGetProperty("Names", out var names) =>
            names.EnumerateArray().Select(name => Needed(call, name.GetString()!)),
        "GetParametersByPath" when call.Json().Text("Path") is { } path => [Needed(call, path)],
        _ => [],
    };

    private NeededAction Needed(AwsCall call, string name) =>
        new($"ssm:{call.Operation}", arns.Of("ssm", $"parameter/{name.TrimStart('/')}"));
}
