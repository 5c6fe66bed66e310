using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Local.Data;
using Local.Endpoint;

namespace Local.SecretsManager;

/// <summary>Secrets with their current and previous value (AWS Secrets Manager API Reference).</summary>
public sealed class SecretsManagerService : AwsJsonService
{
    private const string Current = "AWSCURRENT";
    private const string Previous = "AWSPREVIOUS";

    private readonly ConcurrentDictionary<string, Secret> byName;
    private readonly Documents<Secret> kept;
    private readonly TimeProvider clock;
    private readonly string arnPrefix;

    public SecretsManagerService(LocalCloudOptions options, TimeProvider clock, DataFolder data) : base("secretsmanager")
    {
        this.clock = clock;
        kept = data.Documents<Secret>("secrets");
        byName = new(kept.Earlier, StringComparer.Ordinal);
        arnPrefix = $"arn:aws:secretsmanager:{options.Region}:{options.AccountId}:secret:";
        Operations = new Dictionary<string, Func<JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["CreateSecret"] = Create,
            ["DescribeSecret"] = request => Describe(Find(request)),
            ["GetSecretValue"] = GetValue,
            ["PutSecretValue"] = PutValue,
        };
    }

    protected override IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Operations { get; }

    private JsonObject Create(JsonObject request)
    {
        var name = Required(request, "Name");
        var suffix = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 6);
        var version = Version(request);
        var secret = new Secret(name, $"{arnPrefix}{name}-{suffix}", version, null);
        if (!byName.TryAdd(name, secret))
            throw new AwsServiceException("ResourceExistsException", $"The operation failed because the secret {name} already exists.");
        kept.Put(name, secret);
        return Identity(secret, version);
    }

    private JsonObject PutValue(JsonObject request)
    {
        var secret = Find(request);
        var version = Version(request);
        var changed = secret with { Current = version, Previous = secret.Current };
        kept.Put(secret.Name, changed);
        byName[secret.Name] = changed;
        var answer = Identity(secret, version);
        answer["VersionStages"] = new JsonArray(Current);
        return answer;
    }

    private JsonObject GetValue(JsonObject request)
    {
        var secret = Find(request);
        var stage = Optional(request, "VersionStage") ?? Current;
        var id = Optional(request, "VersionId");
        if (IsAsked(secret.Current, Current))
            return ValueOf(secret, secret.Current, Current);
        if (secret.Previous is { } previous && IsAsked(previous, Previous))
            return ValueOf(secret, previous, Previous);
        throw new AwsServiceException(
            "ResourceNotFoundException", $"Secrets Manager can't find the specified secret value for {(id is null ? $"staging label: {stage}" : $"VersionId: {id}")}");

        bool IsAsked(SecretVersion version, string its) => id is null ? stage == its : id == version.Id;
    }

    private static JsonObject ValueOf(Secret secret, SecretVersion version, string stage)
    {
        var answer = Identity(secret, version);
        answer["SecretString"] = version.Value;
        answer["VersionStages"] = new JsonArray(stage);
        answer["CreatedDate"] = version.Created.ToUnixTimeSeconds();
        return answer;
    }

    /// <summary>By name or full ARN.</summary>
    private Secret Find(JsonObject request)
    {
        var asked = Required(request, "SecretId");
        var secret = asked.StartsWith(arnPrefix, StringComparison.Ordinal)
            ? byName.Values.FirstOrDefault(candidate => candidate.Arn == asked)
            : byName.GetValueOrDefault(asked);
        return secret ?? throw new AwsServiceException("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
    }

    private SecretVersion Version(JsonObject request) =>
        new(Optional(request, "ClientRequestToken") ?? Guid.NewGuid().ToString(), Required(request, "SecretString"), clock.GetUtcNow());

    private static JsonObject Identity(Secret secret, SecretVersion version) =>
        new() { ["ARN"] = secret.Arn, ["Name"] = secret.Name, ["VersionId"] = version.Id };

    private static JsonObject Describe(Secret secret) => new()
    {
        ["ARN"] = secret.Arn,
        ["Name"] = secret.Name,
        ["VersionIdsToStages"] = new JsonObject { [secret.Current.Id] = new JsonArray(Current) },
    };

    private sealed record Secret(string Name, string Arn, SecretVersion Current, SecretVersion? Previous);

    private sealed record SecretVersion(string Id, string Value, DateTimeOffset Created);
}
