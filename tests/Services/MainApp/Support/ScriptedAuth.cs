using Contracts;
using MainApp.Login;
using Platform.Functions;

namespace Services.Tests.MainApp.Support;

/// <summary>Stands for AuthService: one token that can be redeemed once, unless the test says how redemptions end.</summary>
internal sealed class ScriptedAuth : IAuthService
{
    private int redeemed;

    public static Identity Buyer { get; } =
        new("usr_1", "new.user@example.com", new PurchasedProduct("pur_1", "prod_premium_tier", 99.99m, "USD"));

    public Identity Identity { get; set; } = Buyer;

    /// <summary>How redemptions end; null for "once".</summary>
    public RedeemOutcome? Outcome { get; set; }

    public bool Silent { get; set; }

    public List<(string Token, string? Verifier)> Redemptions { get; } = [];

    public List<string> LinksSentTo { get; } = [];

    public bool SendsLoginLinks { get; set; } = true;

    public Task<RedeemAnswer> RedeemAsync(string token, string? codeVerifier, CancellationToken cancellation)
    {
        lock (Redemptions)
            Redemptions.Add((token, codeVerifier));
        if (Silent)
            throw new FunctionUnavailableException("redeem-token did not answer.");
        var outcome = Outcome ?? (Interlocked.Exchange(ref redeemed, 1) == 0 ? RedeemOutcome.Redeemed : RedeemOutcome.Used);
        return Task.FromResult(new RedeemAnswer(outcome, outcome == RedeemOutcome.Redeemed ? Identity : null));
    }

    public Task SendLoginLinkAsync(string email, CancellationToken cancellation)
    {
        if (Silent)
            throw new FunctionUnavailableException("send-login-link did not answer.");
        LinksSentTo.Add(email);
        return Task.CompletedTask;
    }
}
