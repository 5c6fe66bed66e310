using Cdk.Constructs;
using Constructs;

namespace Cdk.Services;

/// <summary>The backend of the storefront: the only part that the internet can reach.</summary>
internal sealed class Bff : Construct
{
    public Bff(Construct scope, Platform platform, BillingGates billing, AuthService auth) : base(scope, nameof(Bff))
    {
        var bff = new ServiceFunction(this, "Bff", platform, new(TimeoutSeconds: 28, Environment: new()
        {
            ["TAKE_PAYMENT_FUNCTION"] = billing.TakePayment.Function.FunctionName,
            ["SHOW_PURCHASE_FUNCTION"] = billing.ShowPurchase.Function.FunctionName,
            ["OFFER_LOGIN_FUNCTION"] = auth.OfferLogin.Function.FunctionName,
            ["SIGNING_KEY_IDS"] = auth.Keys.AllIds,
        }, MemoryMegabytes: 512));
        foreach (var called in new[] { billing.TakePayment, billing.ShowPurchase, auth.OfferLogin })
            bff.Allow(["lambda:InvokeFunction"], on: called.Function.FunctionArn);
        auth.Keys.GrantRead(bff);

        Api = new PublicApi(this, "Api", bff, platform.Config);
    }

    public PublicApi Api { get; }
}
