using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Local.Data;
using Local.Deployment;
using Local.Endpoint;

namespace Local.SecretsManager;

/// <summary>Values that secrets get here in the place of generated ones, by the name of their construct.</summary>
public sealed record SecretSeeds(IReadOnlyDictionary<string, string> ByConstruct)
{
    /// <summary>The seed of a resource such as <c>AwsPlatform/BillingGates/StripeSecret/Resource</c>.</summary>
    internal string? For(string path) => path.Split('/') is [.., var construct, "Resource"] ? ByConstruct.GetValueOrDefault(construct) : null;
}

/// <summary>Creates secrets, with a generated value as CloudFormation does.</summary>
internal sealed class SecretResources(AwsApi aws, SecretSeeds seeds, DataFolder data) : IResourceHandler
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public IReadOnlyDictionary<string, (Fidelity Fidelity, string Note)> Types { get; } = new Dictionary<string, (Fidelity, string)>
    {
        ["AWS::SecretsManager::Secret"] = (Fidelity.Run, "without rotation and replicas"),
    };

    public async Task<DeployedResource> CreateAsync(TemplateResource resource, CancellationToken cancellation)
    {
        resource.AllowOnly("Name", "Description", "GenerateSecretString", "SecretString", "KmsKeyId", "Tags");
        var value = seeds.For(resource.Path) ?? resource.Text("SecretString") ?? Generate(resource);
        var request = new JsonObject
        {
            ["Name"] = resource.PhysicalName("Name"),
            ["SecretString"] = value,
            ["ClientRequestToken"] = Guid.NewGuid().ToString(),
        };
        var arn = await CreateOrFindAsync(request, cancellation);
        return new(arn, new Dictionary<string, string> { ["Id"] = arn });
    }

    public bool IsKept => true;

    /// <summary>A secret keeps its value, whatever was generated or put there, unless the template states another.</summary>
    public async Task<DeployedResource> UpdateAsync(TemplateResource resource, KeptResource earlier, CancellationToken cancellation)
    {
        if (resource.ChangesSince(earlier, "Description", "SecretString", "KmsKeyId", "Tags").Contains("SecretString"))
        {
            var request = new JsonObject { ["SecretId"] = earlier.Ref, ["SecretString"] = resource.RequiredText("SecretString") };
            await aws.JsonAsync("secretsmanager", "secretsmanager.PutSecretValue", request, cancellation);
        }
        return earlier.Deployed;
    }

    private async Task<string> CreateOrFindAsync(JsonObject request, CancellationToken cancellation)
    {
        try
        {
            return (string)(await aws.JsonAsync("secretsmanager", "secretsmanager.CreateSecret", request, cancellation))["ARN"]!;
        }
        catch (AwsApiException exception) when (exception.Code == "ResourceExistsException" && data.Path is not null)
        {
            // The local cloud was killed before it could note that the secret is there.
            var asked = new JsonObject { ["SecretId"] = (string?)request["Name"] };
            return (string)(await aws.JsonAsync("secretsmanager", "secretsmanager.DescribeSecret", asked, cancellation))["ARN"]!;
        }
    }

    private static string Generate(TemplateResource resource)
    {
        var rules = resource.Map("GenerateSecretString") ?? throw resource.Refusal("GenerateSecretString", "or SecretString is required");
        var excluded = rules["ExcludeCharacters"]?.ToString() ?? "";
        List<string> sets = [];
        Add("ExcludeLowercase", Lower);
        Add("ExcludeUppercase", Upper);
        Add("ExcludeNumbers", Digits);
        Add("ExcludePunctuation", Punctuation);
        if (Flag("IncludeSpace"))
            sets.Add(" ");
        var length = int.Parse(rules["PasswordLength"]?.ToString() ?? "32", CultureInfo.InvariantCulture);
        var password = Password(sets, length, Flag("RequireEachIncludedType", true));
        if (rules["GenerateStringKey"] is not { } key)
            return password;
        var template = JsonNode.Parse(rules["SecretStringTemplate"]!.ToString())!.AsObject();
        template[key.ToString()] = password;
        return template.ToJsonString();

        void Add(string exclusion, string characters)
        {
            var kept = string.Concat(characters.Where(character => !excluded.Contains(character, StringComparison.Ordinal)));
            if (!Flag(exclusion) && kept.Length > 0)
                sets.Add(kept);
        }

        bool Flag(string name, bool otherwise = false) => rules[name] is { } flag ? bool.Parse(flag.ToString()) : otherwise;
    }

    private static string Password(List<string> sets, int length, bool eachType)
    {
        var all = string.Concat(sets);
        var first = eachType ? sets.Select(set => RandomNumberGenerator.GetItems<char>(set, 1)[0]).Take(length).ToArray() : [];
        char[] password = [.. first, .. RandomNumberGenerator.GetItems<char>(all, length - first.Length)];
        RandomNumberGenerator.Shuffle<char>(password);
        return new string(password);
    }
}
