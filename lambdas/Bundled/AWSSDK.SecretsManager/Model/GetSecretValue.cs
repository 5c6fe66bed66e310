#nullable disable
using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>Reads a secret, or one of its versions.</summary>
public class GetSecretValueRequest : AmazonSecretsManagerRequest
{
    /// <summary>The secret's name or ARN.</summary>
    public string SecretId { get; set; }

    public string VersionId { get; set; }

    /// <summary>The version's label; <c>AWSCURRENT</c> when neither label nor version is named.</summary>
    public string VersionStage { get; set; }
}

public class GetSecretValueResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public DateTime? CreatedDate { get; set; }

    public string Name { get; set; }

    /// <summary>The secret, when it was stored as bytes.</summary>
    public MemoryStream SecretBinary { get; set; }

    /// <summary>The secret, when it was stored as text.</summary>
    public string SecretString { get; set; }

    public string VersionId { get; set; }

    public List<string> VersionStages { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
