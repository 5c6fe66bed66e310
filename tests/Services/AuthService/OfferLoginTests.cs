using AuthService.OfferLogin;
using AuthService.Tokens;
using Contracts;
using Microsoft.Extensions.Time.Testing;
using OfferLoginCommand = global::Contracts.OfferLogin;

namespace Services.Tests.AuthService;

public class OfferLoginTests
{
    private readonly FakeTimeProvider time = new();

    private LoginToken Token => new("pur_1", "t1", "jwt", time.GetUtcNow().AddMinutes(5), LoginTokenState.Issued, new Identity("usr_1", "new.user@example.com"), ForNewUser: true);

    [Fact]
    public async Task NewUsersToken_IsOffered() =>
        Assert.Equal("https://app.example.com/login/sso?token=jwt", (await OfferAsync(Token))!.Url);

    /// <summary>Paying with a customer's address must not log anybody in as that customer.</summary>
    [Fact]
    public async Task KnownUsersToken_IsNotOfferedToWhoeverPaid() => Assert.Null(await OfferAsync(Token with { ForNewUser = false }));

    [Fact]
    public async Task ExpiredToken_IsNotOffered()
    {
        var token = Token;
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await OfferAsync(token));
    }

    [Fact]
    public async Task WithdrawnToken_IsNotOffered() =>
        Assert.Null(await OfferAsync(Token with { State = LoginTokenState.Withdrawn, Jwt = null }));

    [Fact]
    public async Task NoToken_IsNoLogin() => Assert.Null(await OfferAsync(null));

    private async Task<LoginLink?> OfferAsync(LoginToken? token) =>
        (await new Handler(new OneToken(token), "https://app.example.com", time).HandleAsync(new OfferLoginCommand("pur_1"), default)).Login;

    /// <summary>Stands for the tokens table with one item.</summary>
    private sealed class OneToken(LoginToken? token) : ITokens
    {
        public Task<LoginToken?> FindAsync(string purchaseId, CancellationToken cancellation) => Task.FromResult(token);

        public Task<LoginToken?> StoreAsync(LoginToken stored, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> RenewAsync(LoginToken fresh, string expiredTokenId, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<Redemption> RedeemAsync(string loginId, string tokenId, string? codeChallenge, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task WithdrawAsync(string purchaseId, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
