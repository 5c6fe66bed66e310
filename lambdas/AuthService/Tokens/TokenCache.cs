using AuthService.Tokens.Valkey;
using Platform.Configuration;
using Platform.Secrets;

namespace AuthService.Tokens;

/// <summary>Opens the token cache that the template chose.</summary>
public static class TokenCache
{
    /// <summary>
    /// The cache at <c>TOKEN_CACHE_URL</c>, with the password in the secret <c>TOKEN_CACHE_SECRET_ID</c>; without it the table
    /// <c>SSO_TOKENS_TABLE</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Neither is set.</exception>
    public static ITokens FromEnvironment(TimeProvider time)
    {
        if (Settings.Optional("TOKEN_CACHE_URL") is not { } url)
            return new TokensTable(Clients.DynamoDb(), Settings.Required("SSO_TOKENS_TABLE"), time);
        var password = new Secret(Clients.SecretsManager(), Settings.Required("TOKEN_CACHE_SECRET_ID"), time);
        return new ValkeyTokens(new ValkeyConnection(new Uri(url), password.GetAsync, time), time);
    }
}
