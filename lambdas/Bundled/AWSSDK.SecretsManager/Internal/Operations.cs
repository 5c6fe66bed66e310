using Amazon.SecretsManager.Model;
using Bundled.Shared.Json;

namespace Amazon.SecretsManager.Internal;

/// <summary>The operation in the form it has on the wire (AWS JSON 1.1).</summary>
internal static class Operations
{
    private static readonly JsonService Service = new("Amazon.SecretsManager", "secretsmanager", "1.1", Errors.Factory);

    internal static JsonOperation<GetSecretValueRequest, GetSecretValueResponse> GetSecretValue { get; } = new(
        Service,
        nameof(GetSecretValue),
        (json, request) =>
        {
            json.Text("SecretId", request.SecretId);
            json.Text("VersionId", request.VersionId);
            json.Text("VersionStage", request.VersionStage);
        },
        json => new()
        {
            ARN = json.Text("ARN"),
            CreatedDate = json.Time("CreatedDate"),
            Name = json.Text("Name"),
            SecretBinary = json.Blob("SecretBinary"),
            SecretString = json.Text("SecretString"),
            VersionId = json.Text("VersionId"),
            VersionStages = json.List("VersionStages", stage => stage.GetString()!),
        });
}
