using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Local.Data;
using Local.Endpoint;

namespace Local.Kms;

/// <summary>The part of the KMS API that signing needs (AWS Key Management Service API Reference, TrentService).</summary>
public sealed class KmsService : AwsJsonService, IDisposable
{
    private readonly ConcurrentDictionary<string, KmsKey> keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> aliases;
    private readonly Documents<KeptKey> keptKeys;
    private readonly Documents<string> keptAliases;
    private readonly TimeProvider clock;
    private readonly string arnPrefix;

    public KmsService(LocalCloudOptions options, TimeProvider clock, DataFolder data) : base("kms")
    {
        this.clock = clock;
        keptKeys = data.Documents<KeptKey>("keys");
        foreach (var (id, kept) in keptKeys.Earlier)
            keys[id] = new KmsKey(kept);
        keptAliases = data.Documents<string>("key-aliases");
        aliases = new(keptAliases.Earlier, StringComparer.Ordinal);
        arnPrefix = $"arn:aws:kms:{options.Region}:{options.AccountId}:";
        Operations = new Dictionary<string, Func<JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["CreateKey"] = CreateKey,
            ["CreateAlias"] = CreateAlias,
            ["UpdateAlias"] = UpdateAlias,
            ["DescribeKey"] = request => Metadata(Find(request)),
            ["GetPublicKey"] = GetPublicKey,
            ["Sign"] = Sign,
            ["Verify"] = Verify,
        };
    }

    protected override IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Operations { get; }

    public void Dispose()
    {
        foreach (var key in keys.Values)
            key.Dispose();
    }

    private JsonObject CreateKey(JsonObject request)
    {
        var id = Guid.NewGuid().ToString();
        var spec = Optional(request, "KeySpec") ?? KmsKey.SymmetricSpec;
        var usage = Optional(request, "KeyUsage") ?? "ENCRYPT_DECRYPT";
        var key = new KmsKey(id, $"{arnPrefix}key/{id}", spec, usage, Optional(request, "Description") ?? "", clock.GetUtcNow());
        keptKeys.Put(id, key.ToKept());
        keys[id] = key;
        return Metadata(key);
    }

    private JsonObject CreateAlias(JsonObject request)
    {
        var alias = Required(request, "AliasName");
        if (!alias.StartsWith("alias/", StringComparison.Ordinal))
            throw new AwsServiceException("InvalidAliasNameException", "Alias must start with the prefix \"alias/\".");
        var key = Find(request, "TargetKeyId");
        if (!aliases.TryAdd(alias, key.Id))
            throw new AwsServiceException("AlreadyExistsException", $"An alias with the name {arnPrefix}{alias} already exists");
        keptAliases.Put(alias, key.Id);
        return [];
    }

    private JsonObject UpdateAlias(JsonObject request)
    {
        var alias = Required(request, "AliasName");
        var key = Find(request, "TargetKeyId");
        if (!aliases.ContainsKey(alias))
            throw new AwsServiceException("NotFoundException", $"Alias {arnPrefix}{alias} is not found.");
        aliases[alias] = key.Id;
        keptAliases.Put(alias, key.Id);
        return [];
    }

    private JsonObject GetPublicKey(JsonObject request)
    {
        var key = SigningKey(request, "GetPublicKey");
        return new JsonObject
        {
            ["KeyId"] = key.Arn,
            ["KeySpec"] = key.Spec,
            ["CustomerMasterKeySpec"] = key.Spec,
            ["KeyUsage"] = key.Usage,
            ["PublicKey"] = Convert.ToBase64String(key.PublicKey()),
            ["SigningAlgorithms"] = new JsonArray(KmsKey.Algorithm),
        };
    }

    private JsonObject Sign(JsonObject request)
    {
        var key = SigningKey(request, "Sign");
        return new JsonObject
        {
            ["KeyId"] = key.Arn,
            ["Signature"] = Convert.ToBase64String(key.Sign(Digest(request, key))),
            ["SigningAlgorithm"] = KmsKey.Algorithm,
        };
    }

    private JsonObject Verify(JsonObject request)
    {
        var key = SigningKey(request, "Verify");
        return key.Verify(Digest(request, key), Bytes(request, "Signature"))
            ? new JsonObject { ["KeyId"] = key.Arn, ["SignatureValid"] = true, ["SigningAlgorithm"] = KmsKey.Algorithm }
            : throw new AwsServiceException("KMSInvalidSignatureException", "The signature isn't valid.");
    }

    /// <summary>What is signed: the SHA-256 of a RAW message (at most 4096 bytes), or the given DIGEST.</summary>
    private static byte[] Digest(JsonObject request, KmsKey key)
    {
        if (Required(request, "SigningAlgorithm") != KmsKey.Algorithm)
            throw new AwsServiceException("InvalidKeyUsageException", $"Algorithm {Optional(request, "SigningAlgorithm")} is incompatible with key spec {key.Spec}.");
        var message = Bytes(request, "Message");
        return (Optional(request, "MessageType") ?? "RAW", message.Length) switch
        {
            ("RAW", <= 4096) => SHA256.HashData(message),
            ("DIGEST", SHA256.HashSizeInBytes) => message,
            ("DIGEST", _) => throw new AwsServiceException("ValidationException", "Digest is invalid length for algorithm ECDSA_SHA_256."),
            ("RAW", _) => throw new AwsServiceException("ValidationException", "1 validation error detected: Value at 'message' failed to satisfy constraint: Member must have length less than or equal to 4096"),
            var (type, _) => throw new AwsServiceException("ValidationException", $"1 validation error detected: Value '{type}' at 'messageType' failed to satisfy constraint: Member must satisfy enum value set: [RAW, DIGEST]"),
        };
    }

    private KmsKey SigningKey(JsonObject request, string operation)
    {
        var key = Find(request);
        return key.Signs ? key : throw new AwsServiceException(
            operation == "GetPublicKey" ? "UnsupportedOperationException" : "InvalidKeyUsageException",
            $"{key.Arn} key usage is {key.Usage} which is not valid for {operation}.");
    }

    /// <summary>By key id, key ARN, alias name or alias ARN.</summary>
    private KmsKey Find(JsonObject request, string member = "KeyId")
    {
        var asked = Required(request, member);
        var name = asked.StartsWith(arnPrefix, StringComparison.Ordinal) ? asked[arnPrefix.Length..] : asked;
        if (name.StartsWith("alias/", StringComparison.Ordinal) && aliases.TryGetValue(name, out var target))
            name = target;
        else if (name.StartsWith("key/", StringComparison.Ordinal))
            name = name["key/".Length..];
        return keys.GetValueOrDefault(name) ?? throw new AwsServiceException(
            "NotFoundException", name.StartsWith("alias/", StringComparison.Ordinal) ? $"Alias {arnPrefix}{name} is not found." : $"Key '{arnPrefix}key/{name}' does not exist");
    }

    private static byte[] Bytes(JsonObject request, string member)
    {
        var text = Required(request, member);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? bytes[..length]
            : throw new AwsServiceException("SerializationException", $"{member} isn't base64.");
    }

    private static JsonObject Metadata(KmsKey key) => new()
    {
        ["KeyMetadata"] = new JsonObject
        {
            ["KeyId"] = key.Id,
            ["Arn"] = key.Arn,
            ["CreationDate"] = key.Created.ToUnixTimeSeconds(),
            ["Description"] = key.Description,
            ["Enabled"] = true,
            ["KeyManager"] = "CUSTOMER",
            ["KeySpec"] = key.Spec,
            ["CustomerMasterKeySpec"] = key.Spec,
            ["KeyState"] = "Enabled",
            ["KeyUsage"] = key.Usage,
            ["Origin"] = "AWS_KMS",
        },
    };
}
