using AuthService.Tokens;
using Services.Tests.Support;

namespace Services.Tests.AuthService.TokenCache;

/// <summary>The fake keeps the contract as well: other tests rely on it.</summary>
public sealed class InMemoryTokensTests : TokenCacheContract
{
    protected override ITokens Tokens { get; } = new InMemoryTokens();
}
