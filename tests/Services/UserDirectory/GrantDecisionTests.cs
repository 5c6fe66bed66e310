using UserDirectory.CreateUser;
using Platform.Email;

namespace Services.Tests.UserDirectory;

public class GrantDecisionTests
{
    private static readonly Entitlement Granted = new("pur_1", EntitlementState.Granted, "usr_1", true);

    [Fact]
    public void NewBuyer_BecomesAUser() => Assert.IsType<GrantDecision.CreateUser>(GrantDecision.For(null, null, admitted: true));

    [Fact]
    public void KnownBuyer_KeepsTheUser() =>
        Assert.Equal(new GrantDecision.GrantToKnownUser("usr_7"), GrantDecision.For(null, "usr_7", admitted: true));

    [Theory]
    [InlineData(null)]
    [InlineData("usr_7")]
    public void BlockedBuyer_IsRefused(string? knownUser) =>
        Assert.IsType<GrantDecision.Refuse>(GrantDecision.For(null, knownUser, admitted: false));

    [Theory]
    [InlineData(EntitlementState.Granted)]
    [InlineData(EntitlementState.Refused)]
    [InlineData(EntitlementState.Revoked)]
    public void DecidedPurchase_StaysDecided_WhateverThePolicySaysNow(EntitlementState state)
    {
        var before = Granted with { State = state };
        Assert.All(new[] { true, false }, admitted =>
            Assert.Equal(new GrantDecision.AsBefore(before), GrantDecision.For(before, "usr_7", admitted)));
    }

    [Theory]
    [InlineData("a@blocked.example", false)]
    [InlineData("a@BLOCKED.example", false)]
    [InlineData("a@sub.blocked.example", true)]
    [InlineData("a@example.com", true)]
    public void Policy_GoesByTheDomain(string email, bool admitted) =>
        Assert.Equal(admitted, new AdmissionPolicy(["blocked.example"]).Admits(EmailAddress.Parse(email)));
}
