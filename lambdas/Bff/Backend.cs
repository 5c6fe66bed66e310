using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Contracts;
using Platform.Configuration;

namespace Bff;

/// <summary>The functions behind the API, each one synchronous call away.</summary>
public sealed class Backend(IAmazonLambda lambda, BackendFunctions functions)
{
    /// <summary>Longer than the slowest backend function runs, shorter than this one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(26);

    public Task<PaymentAnswer> SendAsync(TakePayment command, CancellationToken cancellation) => InvokeAsync(
        functions.TakePayment, command, ContractsJson.Default.TakePayment, ContractsJson.Default.PaymentAnswer, cancellation);

    public Task<PurchaseAnswer> SendAsync(ShowPurchase command, CancellationToken cancellation) => InvokeAsync(
        functions.ShowPurchase, command, ContractsJson.Default.ShowPurchase, ContractsJson.Default.PurchaseAnswer, cancellation);

    public Task<LoginAnswer> SendAsync(OfferLogin command, CancellationToken cancellation) => InvokeAsync(
        functions.OfferLogin, command, ContractsJson.Default.OfferLogin, ContractsJson.Default.LoginAnswer, cancellation);

    public static Backend FromEnvironment(IServiceProvider services) => new(
        services.GetRequiredService<IAmazonLambda>(),
        new BackendFunctions(
            Settings.Required("TAKE_PAYMENT_FUNCTION"), Settings.Required("SHOW_PURCHASE_FUNCTION"), Settings.Required("OFFER_LOGIN_FUNCTION")));

    /// <summary>One attempt of the full length: a second invocation beside a running first would only find it in flight.</summary>
    public static AmazonLambdaConfig Patient(AmazonLambdaConfig config)
    {
        config.Timeout = Patience;
        config.MaxErrorRetry = 0;
        return config;
    }

    private async Task<TAnswer> InvokeAsync<TCommand, TAnswer>(
        string functionName, TCommand command, JsonTypeInfo<TCommand> commandType, JsonTypeInfo<TAnswer> answerType,
        CancellationToken cancellation)
    {
        try
        {
            using var payload = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(command, commandType));
            var response = await lambda.InvokeAsync(
                new InvokeRequest { FunctionName = functionName, PayloadStream = payload }, cancellation);
            if (!string.IsNullOrEmpty(response.FunctionError))
                throw new BackendUnavailableException($"{functionName} failed: {response.FunctionError}");
            return await JsonSerializer.DeserializeAsync(response.Payload, answerType, cancellation)
                ?? throw new BackendUnavailableException($"{functionName} answered null.");
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException or HttpRequestException or TimeoutException or JsonException)
        {
            throw new BackendUnavailableException($"{functionName} did not answer.", e);
        }
    }
}

/// <summary>The names of the functions behind the API.</summary>
public sealed record BackendFunctions(string TakePayment, string ShowPurchase, string OfferLogin);

/// <summary>A function behind the API gave no answer. The caller may repeat the request.</summary>
public sealed class BackendUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
