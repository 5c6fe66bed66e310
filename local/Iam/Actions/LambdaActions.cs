using Local.Endpoint;
using Local.Lambda;

namespace Local.Iam.Actions;

/// <summary>Functions. A version or an alias is a resource of its own.</summary>
internal sealed class LambdaActions(ResourceArns arns) : ICallActions
{
    private const string Prefix = "/2015-03-31/functions";

    public string SigningName => "lambda";

    public IEnumerable<NeededAction> Of(AwsCall call)
    {
        var request = call.Http.Request;
        var path = request.Path.Value!.TrimEnd('/');
        return path.StartsWith(Prefix, StringComparison.Ordinal) ? (request.Method, path[Prefix.Length..].Split('/')) switch
        {
            ("POST", ["", var name, "invocations"]) => [new("lambda:InvokeFunction", Arn(name, request.Query["Qualifier"]))],
            ("GET", ["", var name, "configuration"]) => [new("lambda:GetFunctionConfiguration", Arn(name, request.Query["Qualifier"]))],
            ("GET", [""]) => [new("lambda:ListFunctions", "*")],
            _ => [],
        } : [];
    }

    private string Arn(string reference, string? asked)
    {
        var (name, qualifier) = FunctionName.Parse(Uri.UnescapeDataString(reference));
        qualifier = string.IsNullOrEmpty(asked) ? qualifier : asked;
        return arns.Of("lambda", qualifier is null ? $"function:{name}" : $"function:{name}:{qualifier}");
    }
}
