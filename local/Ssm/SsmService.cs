using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Local.Data;
using Local.Endpoint;

namespace Local.Ssm;

/// <summary>Parameters with their latest value (AWS Systems Manager API Reference).</summary>
public sealed class SsmService : AwsJsonService
{
    private readonly ConcurrentDictionary<string, Parameter> parameters;
    private readonly Documents<Parameter> kept;
    private readonly TimeProvider clock;
    private readonly string arnPrefix;

    public SsmService(LocalCloudOptions options, TimeProvider clock, DataFolder data) : base("ssm")
    {
        this.clock = clock;
        kept = data.Documents<Parameter>("parameters");
        parameters = new(kept.Earlier, StringComparer.Ordinal);
        arnPrefix = $"arn:aws:ssm:{options.Region}:{options.AccountId}:parameter";
        Operations = new Dictionary<string, Func<JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["GetParameter"] = request => new JsonObject { ["Parameter"] = Form(Find(Required(request, "Name"))) },
            ["GetParameters"] = GetMany,
            ["GetParametersByPath"] = GetByPath,
            ["PutParameter"] = Put,
        };
    }

    protected override IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Operations { get; }

    private JsonObject Put(JsonObject request)
    {
        var name = Required(request, "Name");
        var overwrite = request["Overwrite"] is JsonValue flag && flag.GetValue<bool>();
        var first = new Parameter(name, Optional(request, "Type") ?? "String", Required(request, "Value"), 1, clock.GetUtcNow());
        var stored = parameters.AddOrUpdate(name, first, (_, old) => overwrite
            ? first with { Version = old.Version + 1 }
            : throw new AwsServiceException("ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true."));
        kept.Put(name, stored);
        return new JsonObject { ["Version"] = stored.Version, ["Tier"] = "Standard" };
    }

    private JsonObject GetMany(JsonObject request)
    {
        var names = request["Names"]?.AsArray().Select(name => name!.ToString()).ToList() ?? [];
        return new JsonObject
        {
            ["Parameters"] = new JsonArray([.. names.Where(parameters.ContainsKey).Select(name => Form(parameters[name]))]),
            ["InvalidParameters"] = new JsonArray([.. names.Where(name => !parameters.ContainsKey(name)).Select(name => (JsonNode)name)]),
        };
    }

    /// <summary>All in one page.</summary>
    private JsonObject GetByPath(JsonObject request)
    {
        var below = $"{Required(request, "Path").TrimEnd('/')}/";
        var recursive = request["Recursive"] is JsonValue flag && flag.GetValue<bool>();
        var found = parameters.Values
            .Where(parameter => parameter.Name.StartsWith(below, StringComparison.Ordinal))
            .Where(parameter => recursive || !parameter.Name[below.Length..].Contains('/'))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal);
        return new JsonObject { ["Parameters"] = new JsonArray([.. found.Select(Form)]) };
    }

    private Parameter Find(string name) => parameters.GetValueOrDefault(name) ?? throw new AwsServiceException("ParameterNotFound", $"Parameter {name} not found.");

    private JsonObject Form(Parameter parameter) => new()
    {
        ["Name"] = parameter.Name,
        ["Type"] = parameter.Type,
        ["Value"] = parameter.Value,
        ["Version"] = parameter.Version,
        ["LastModifiedDate"] = parameter.Modified.ToUnixTimeSeconds(),
        ["ARN"] = $"{arnPrefix}/{parameter.Name.TrimStart('/')}",
        ["DataType"] = "text",
    };

    private sealed record Parameter(string Name, string Type, string Value, long Version, DateTimeOffset Modified);
}
