using System.Text;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace Platform.Secrets;

/// <summary>
/// A secret known by reference. The value is read at first use and kept for five minutes,
/// so that a rotated secret reaches running functions without a deployment.
/// </summary>
public sealed class Secret(IAmazonSecretsManager secretsManager, string secretId, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private (string Value, DateTimeOffset ReadAt)? cached;

    public async ValueTask<string> GetAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (cached is { } known && now - known.ReadAt < Lifetime)
            return known.Value;
        var answer = await secretsManager.GetSecretValueAsync(new GetSecretValueRequest { SecretId = secretId }, cancellation);
        cached = (answer.SecretString, now);
        return answer.SecretString;
    }

    /// <summary>The value as key material.</summary>
    public async ValueTask<byte[]> GetBytesAsync(CancellationToken cancellation) => Encoding.UTF8.GetBytes(await GetAsync(cancellation));
}
