using Constructs;

namespace Cdk.Constructs;

/// <summary>Where the login tokens are, and what a function needs to get to them.</summary>
internal abstract class TokenCache
{
    /// <summary>The cache in Valkey where the configuration has one; otherwise a table of AuthService.</summary>
    public static TokenCache Of(Construct service, Platform platform) => platform.TokenCache is { } stack
        ? new InValkey(stack)
        : new InTable(new ServiceTable(service, "SsoTokens", platform.Config, new(Key: "loginId", TimeToLive: "ttl")));

    /// <param name="tableActions">What the function does when the tokens are in a table. In Valkey one user serves all functions.</param>
    public abstract void Open(ServiceFunction function, params string[] tableActions);

    private sealed class InTable(ServiceTable table) : TokenCache
    {
        public override void Open(ServiceFunction function, params string[] tableActions)
        {
            function.Function.AddEnvironment("SSO_TOKENS_TABLE", table.TableName);
            function.Allow(tableActions, on: table.TableArn);
        }
    }

    private sealed class InValkey(TokenCacheStack stack) : TokenCache
    {
        public override void Open(ServiceFunction function, params string[] tableActions)
        {
            function.Function.AddEnvironment("TOKEN_CACHE_URL", stack.Url);
            function.Function.AddEnvironment("TOKEN_CACHE_SECRET_ID", stack.Password.SecretArn);
            function.Allow(["secretsmanager:GetSecretValue"], on: stack.Password.SecretArn);
            function.Join(stack.Network);
        }
    }
}
