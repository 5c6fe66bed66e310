using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Local.Endpoint;

/// <summary>What a process signs its calls with.</summary>
public sealed record RoleCredentials(string AccessKeyId, string SecretAccessKey, string SessionToken);

/// <summary>Issues the credentials of roles, as the Lambda service and Step Functions do when they assume one.</summary>
public interface IRoleCredentials
{
    /// <summary>The credentials of a role: the same for every call with this ARN, for as long as the local cloud runs.</summary>
    RoleCredentials For(string roleArn);

    /// <summary>Credentials of a role that nobody else has: a session of it.</summary>
    RoleCredentials ForSession(string roleArn);
}

/// <summary>Knows the principal behind each access key: the roles, and the developer with the key <c>test</c>.</summary>
public sealed class CredentialRegistry : IRoleCredentials
{
    /// <summary>The developer's principal: calls with the key <c>test</c> may do everything.</summary>
    public const string Developer = "developer";

    /// <summary>The developer's access key id and secret.</summary>
    public const string DeveloperKey = "test";

    private readonly ConcurrentDictionary<string, RoleCredentials> byRole = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> principals = new(StringComparer.Ordinal) { [DeveloperKey] = Developer };

    public RoleCredentials For(string roleArn)
    {
        var credentials = byRole.GetOrAdd(roleArn, static _ => Issue());
        principals[credentials.AccessKeyId] = roleArn;
        return credentials;
    }

    public RoleCredentials ForSession(string roleArn)
    {
        var credentials = Issue();
        principals[credentials.AccessKeyId] = roleArn;
        return credentials;
    }

    /// <summary>The role ARN (or <see cref="Developer"/>) that an access key was issued to; null for an unknown key.</summary>
    public string? PrincipalOf(string accessKeyId) => principals.GetValueOrDefault(accessKeyId);

    /// <summary>ASIA marks temporary credentials, as those of an assumed role are.</summary>
    private static RoleCredentials Issue() => new(
        "ASIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 40),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(48)));
}
