using BillingGates.Purchases;
using CsCheck;
using TakePaymentCommand = Contracts.TakePayment;

namespace Services.Tests.BillingGates;

public class PurchaseIdentityTests
{
    [Fact]
    public void Id_FitsAnExecutionName_WhateverTheKey() =>
        Gen.String[1, 255].Sample(key => Assert.Matches("^pur_[0-9a-hjkmnp-tv-z]{26}$", PurchaseIdentity.IdFor(key)));

    [Fact]
    public void Id_IsTheSameForTheSameKey_AndAnotherForAnother() =>
        Gen.Select(Gen.String[1, 40], Gen.String[1, 40]).Sample((one, other) =>
            Assert.Equal(one == other, PurchaseIdentity.IdFor(one) == PurchaseIdentity.IdFor(other)));

    [Fact]
    public void Fingerprint_DependsOnEverythingTheClientChose()
    {
        var command = new TakePaymentCommand("k", "product", "a@b.example", "pm", null);
        var other = new[]
        {
            command with { ProductId = "x" }, command with { CustomerEmail = "x" }, command with { PaymentMethod = "x" },
            command with { CodeChallenge = "x" },
        };

        Assert.All(other, changed => Assert.NotEqual(PurchaseIdentity.Fingerprint(command), PurchaseIdentity.Fingerprint(changed)));
        Assert.Equal(PurchaseIdentity.Fingerprint(command), PurchaseIdentity.Fingerprint(command with { TraceId = "another" }));
    }

    [Fact]
    public void StatusToken_OpensItsOwnPurchaseOnly()
    {
        byte[] key = [1, 2, 3], otherKey = [1, 2, 4];
        var token = StatusToken.For("pur_1", key);

        Assert.True(StatusToken.IsValid(token, "pur_1", key));
        Assert.False(StatusToken.IsValid(token, "pur_2", key));
        Assert.False(StatusToken.IsValid(token, "pur_1", otherKey));
        Assert.False(StatusToken.IsValid("", "pur_1", key));
        Assert.False(StatusToken.IsValid(token[..^1], "pur_1", key));
    }
}
