using Contracts;
using Platform.Configuration;
using Platform.Functions;

namespace Bff;

/// <summary>The functions behind the API, each one synchronous call away.</summary>
public sealed class Backend(FunctionClient functions, BackendFunctions names)
{
    /// <summary>Longer than the slowest backend function runs, shorter than this one.</summary>
    public const int PatienceSeconds = 26;

    public Task<PaymentAnswer> SendAsync(TakePayment command, CancellationToken cancellation) => functions.CallAsync(
        names.TakePayment, command, ContractsJson.Default.TakePayment, ContractsJson.Default.PaymentAnswer, cancellation);

    public Task<PurchaseAnswer> SendAsync(ShowPurchase command, CancellationToken cancellation) => functions.CallAsync(
        names.ShowPurchase, command, ContractsJson.Default.ShowPurchase, ContractsJson.Default.PurchaseAnswer, cancellation);

    public Task<LoginAnswer> SendAsync(OfferLogin command, CancellationToken cancellation) => functions.CallAsync(
        names.OfferLogin, command, ContractsJson.Default.OfferLogin, ContractsJson.Default.LoginAnswer, cancellation);

    public static Backend FromEnvironment(IServiceProvider services) => new(
        services.GetRequiredService<FunctionClient>(),
        new BackendFunctions(
            Settings.Required("TAKE_PAYMENT_FUNCTION"), Settings.Required("SHOW_PURCHASE_FUNCTION"), Settings.Required("OFFER_LOGIN_FUNCTION")));
}

/// <summary>The names of the functions behind the API.</summary>
public sealed record BackendFunctions(string TakePayment, string ShowPurchase, string OfferLogin);
