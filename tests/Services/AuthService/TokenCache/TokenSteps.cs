using AuthService.Tokens;
using Contracts;
using CsCheck;
using Services.Tests.Support;

namespace Services.Tests.AuthService.TokenCache;

/// <summary>
/// Steps that services may take with one login, in any order and number, and at once. What they see must be what the model, a token cache
/// in memory, shows for the same steps in some order.
/// </summary>
internal static class TokenSteps
{
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private const int Turns = 150;
    private const int Races = 150;

    private static readonly DateTimeOffset Soon = TimeProvider.System.GetUtcNow().AddMinutes(5);

    /// <summary>A step by its name, taken with a login; its result is written as text, to be compared.</summary>
    private sealed record Step(string Name, Func<ITokens, string, Task<string>> TakeAsync)
    {
        public override string ToString() => Name;
    }

    private static readonly Step[] Known =
    [
        new("store t1", async (tokens, login) => Text(await tokens.StoreAsync(Token(login, "t1"), default))),
        new("store t2", async (tokens, login) => Text(await tokens.StoreAsync(Token(login, "t2"), default))),
        new("renew t1 by t3", async (tokens, login) => $"{await tokens.RenewAsync(Token(login, "t3"), "t1", default)}"),
        new("renew t3 by t4", async (tokens, login) => $"{await tokens.RenewAsync(Token(login, "t4"), "t3", default)}"),
        new("redeem t1", (tokens, login) => RedeemAsync(tokens, login, "t1", Challenge)),
        new("redeem t1 without proof", (tokens, login) => RedeemAsync(tokens, login, "t1", null)),
        new("redeem t3", (tokens, login) => RedeemAsync(tokens, login, "t3", Challenge)),
        new("withdraw", async (tokens, login) =>
        {
            await tokens.WithdrawAsync(login, default);
            return "done";
        }),
        new("find", async (tokens, login) => Text(await tokens.FindAsync(login, default))),
    ];

    private static readonly Gen<Step> Steps = Gen.Int[0, Known.Length - 1].Select(index => Known[index]);

    public static Task InTurnAsync(Func<ITokens> tokens) => Steps.Array[1, 12].SampleAsync(async steps =>
    {
        var (model, login) = (new InMemoryTokens(), NewLogin());
        foreach (var step in steps)
            Assert.Equal(await step.TakeAsync(model, login), await step.TakeAsync(tokens(), login));
    }, iter: Turns, threads: 1);

    public static Task AtOnceAsync(Func<ITokens> tokens) => Gen.Select(
        Steps.Array[0, 3], Steps.Array[2, 4]).SampleAsync(async (before, atOnce) =>
    {
        var login = NewLogin();
        foreach (var step in before)
            await step.TakeAsync(tokens(), login);
        var seen = await Task.WhenAll(atOnce.Select(step => Task.Run(() => step.TakeAsync(tokens(), login))));
        var left = Text(await tokens().FindAsync(login, default));

        foreach (var order in OrdersOf([.. Enumerable.Range(0, atOnce.Length)]))
        {
            var model = new InMemoryTokens();
            foreach (var step in before)
                await step.TakeAsync(model, login);
            var expected = new string[atOnce.Length];
            foreach (var i in order)
                expected[i] = await atOnce[i].TakeAsync(model, login);
            if (expected.SequenceEqual(seen) && Text(await model.FindAsync(login, default)) == left)
                return;
        }
        Assert.Fail($"After [{string.Join(", ", before.AsEnumerable())}] no order of [{string.Join(", ", atOnce.AsEnumerable())}] "
            + $"gives [{string.Join(", ", seen)}] and leaves {left}");
    }, iter: Races, threads: 1);

    private static IEnumerable<List<int>> OrdersOf(List<int> indexes) => indexes.Count == 0
        ? [[]]
        : indexes.SelectMany(first => OrdersOf([.. indexes.Where(i => i != first)]).Select(rest => (List<int>)[first, .. rest]));

    private static async Task<string> RedeemAsync(ITokens tokens, string login, string tokenId, string? challenge)
    {
        var (won, token) = await tokens.RedeemAsync(login, tokenId, challenge, default);
        return $"{(won ? "won" : "lost")} {Text(token)}";
    }

    private static string Text(LoginToken? token) => token is null
        ? "nothing"
        : $"{token.TokenId} {token.State} {token.Jwt ?? "gone"} {token.Identity?.UserId ?? "nobody"} {(token.Renewed ? "renewed" : "")}";

    private static LoginToken Token(string login, string tokenId) => new(
        login, tokenId, $"jwt of {tokenId}", Soon, LoginTokenState.Issued, new Identity("usr_1", "new.user@example.com"), true, Challenge);

    private static string NewLogin() => $"pur_{Guid.NewGuid():n}";
}
